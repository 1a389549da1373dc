package io.stockade;

import io.stockade.reconcile.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Wakes the engine at a time of its own clock, which may run faster than the machine's. */
public record ScaledAlarm(ScheduledExecutorService timer, InstantSource clock, double speed)
        implements Surroundings.Alarm {
    private static final System.Logger LOG = System.getLogger(ScaledAlarm.class.getName());

    @Override
    public void at(Instant time, Runnable task) {
        long nanos = Math.max(0, Duration.between(clock.instant(), time).toNanos());
        try {
            Future<?> unused = timer.schedule(() -> run(task), (long) (nanos / speed), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            // A service that ends needs no waking; the next one looks at everything anyway.
            return;
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failed) {
            // Nobody holds the future, so nobody else would say it.
            LOG.log(System.Logger.Level.ERROR, "the engine could not be woken", failed);
        }
    }
}
