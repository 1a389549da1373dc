package io.stockade;

import io.stockade.kube.LeaderLease;
import io.stockade.kube.LeaderLease.Role;
import io.stockade.kube.Leadership;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Takes part in electing the one instance that works. Nothing else is done on its threads, so that nothing delays it. */
final class Election implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Election.class.getName());
    private static final long SECONDS_BETWEEN_TICKS = 2;

    private final LeaderLease lease;
    private final Runnable close;
    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(Daemons.named("stockade-lease"));
    private final ExecutorService work = Executors.newSingleThreadExecutor(Daemons.named("stockade-term"));
    private Role role = Role.STANDBY;

    /** @param close gives back what the lease is asked for with */
    Election(LeaderLease lease, Runnable close) {
        this.lease = lease;
        this.close = close;
    }

    Leadership leadership() {
        return lease;
    }

    /**
     * Begins to stand for it.
     *
     * @param won is done once, when this instance leads; it may take its time
     * @param lost is done once, when it doesn't any more
     */
    void begin(Runnable won, Runnable lost) {
        Future<?> unused =
                ticks.scheduleWithFixedDelay(() -> look(won, lost), 0, SECONDS_BETWEEN_TICKS, TimeUnit.SECONDS);
    }

    private void look(Runnable won, Runnable lost) {
        Role before = role;
        try {
            role = lease.tick();
        } catch (RuntimeException defect) {
            LOG.log(System.Logger.Level.ERROR, "the lease could not be looked at", defect);
        }
        if (role != before) {
            work.execute(role == Role.LEADER ? won : lost);
        }
    }

    /** Gives the leadership to whoever comes next: nothing may be under way any more. */
    @Override
    public void close() {
        ticks.shutdownNow();
        work.shutdownNow();
        lease.release();
        close.run();
    }
}
