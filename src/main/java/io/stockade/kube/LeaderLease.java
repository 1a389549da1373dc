package io.stockade.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.stockade.kube.LeaseApi.Shown;
import io.stockade.kube.LeaseApi.Wanted;
import io.stockade.kube.StackApi.ConflictException;
import io.stockade.kube.StackApi.UnansweredException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Elects one of several instances by a Lease, and tells the calls of this one whether they may begin.
 *
 * <p>An instance holds the lease for its duration from when it <em>asked</em> for it. Others wait for that long from when
 * they <em>saw</em> it written, which is later; so no two believe to hold it at once, however wrong the clocks of their
 * nodes are: only the passing of time is measured, never a time that another node wrote. The client's own elector compares
 * those, and client-go's says of itself that it doesn't fence.
 */
public final class LeaderLease implements Leadership {
    private static final System.Logger LOG = System.getLogger(LeaderLease.class.getName());

    private final Settings settings;
    private final LeaseApi api;
    private final LongSupplier nanos;

    private @Nullable Shown seen;
    private long seenAt;
    private long askedAt;

    /** As of {@code nanos}; {@code null} while another instance may hold the lease. */
    private volatile @Nullable Long heldUntil;

    private volatile Role role = Role.STANDBY;
    private volatile String holder = "";
    private volatile String trouble = "";

    /**
     * How the lease is kept.
     *
     * @param identity of this process; no other ever has the same
     * @param duration for how long it is held after it was asked for
     * @param renewal how often it is asked for again
     * @param margin how long before its end nothing is under way any more
     */
    record Settings(String identity, Duration duration, Duration renewal, Duration margin) {
        /** Longer than the longest call; an API server may be away for most of a minute before calls are held back. */
        static Settings of(String identity) {
            return new Settings(identity, Duration.ofSeconds(90), Duration.ofSeconds(10), Duration.ofSeconds(5));
        }
    }

    /** What this instance is. */
    public enum Role {
        STANDBY,
        LEADER,
        /** It led, and doesn't any more; it never will again. */
        DEPOSED
    }

    /**
     * A lease of a cluster, which is made if there is none.
     *
     * @param client for nothing else, and quick to give up: a request that goes on delays the next
     * @param identity of this process; no other ever has the same
     */
    public static LeaderLease of(KubernetesClient client, String namespace, String name, String identity) {
        return new LeaderLease(
                Settings.of(identity),
                new ClusterLease(client, namespace, name, InstantSource.system()),
                System::nanoTime);
    }

    /** @param nanos the passing of time, as {@link System#nanoTime} has it */
    LeaderLease(Settings settings, LeaseApi api, LongSupplier nanos) {
        this.settings = settings;
        this.api = api;
        this.nanos = nanos;
    }

    /**
     * Asks for the lease if it may be free, and for more of it if it is ours and time for that. To be called several times
     * in each renewal; it waits for the API server.
     */
    public synchronized Role tick() {
        try {
            switch (role) {
                case STANDBY -> stand();
                case LEADER -> lead();
                case DEPOSED -> {}
            }
            trouble = "";
        } catch (UnansweredException unanswered) {
            tell(String.valueOf(unanswered.getMessage()));
        }
        if (role == Role.LEADER && left() <= 0) {
            depose("it could not be renewed in time");
        }
        return role;
    }

    /** Gives the lease back, so that another instance needs not wait for its end. Nothing may be under way any more. */
    public synchronized void release() {
        Role before = role;
        role = Role.DEPOSED;
        heldUntil = null;
        if (before == Role.LEADER) {
            try {
                api.read()
                        .filter(held -> held.holder().equals(settings.identity()))
                        .ifPresent(held -> note(
                                api.replace(held, new Wanted("", Duration.ofSeconds(1), held.transitions(), false))));
            } catch (ConflictException | UnansweredException kept) {
                LOG.log(System.Logger.Level.INFO, "the lease ends by itself: " + kept.getMessage());
            }
        }
    }

    @Override
    public Optional<String> refusal(Duration longest) {
        Long until = heldUntil;
        if (until == null) {
            return Optional.of(idle().orElse("this instance does not lead yet"));
        }
        long left = until - nanos.getAsLong() - settings.margin().toNanos() - longest.toNanos();
        return left > 0
                ? Optional.empty()
                : Optional.of("the lease of this instance may end before the call does; the API server has not renewed"
                        + " it");
    }

    @Override
    public Optional<String> idle() {
        return switch (role) {
            case LEADER -> Optional.empty();
            case STANDBY ->
                Optional.of("this instance stands by"
                        + (holder.isEmpty() ? "" : "; " + holder + " leads")
                        + (trouble.isEmpty() ? "" : "; the lease can't be asked for: " + trouble));
            case DEPOSED -> Optional.of("this instance leads no more");
        };
    }

    /** Once for each trouble: a lease that nobody may read would otherwise look like one that somebody else holds. */
    private void tell(String problem) {
        if (!problem.equals(trouble)) {
            LOG.log(System.Logger.Level.WARNING, "the lease can't be read or written: " + problem);
            trouble = problem;
        }
    }

    private void stand() {
        Optional<Shown> shown = api.read();
        if (shown.isEmpty()) {
            take(null, 0);
            return;
        }
        Shown now = shown.get();
        note(now);
        if (now.holder().equals(settings.identity())) {
            // A request of ours that was never answered.
            take(now, now.transitions());
        } else if (now.holder().isEmpty() || unchangedFor(now.duration())) {
            take(now, now.transitions() + 1);
        }
    }

    private void take(@Nullable Shown before, int transitions) {
        try {
            ask(before, transitions, true);
            role = Role.LEADER;
            LOG.log(System.Logger.Level.INFO, "this instance leads");
        } catch (ConflictException overtaken) {
            LOG.log(System.Logger.Level.DEBUG, "another instance was faster");
        }
    }

    private void lead() {
        if (nanos.getAsLong() - askedAt < settings.renewal().toNanos()) {
            return;
        }
        Shown held = seen;
        try {
            ask(held, held == null ? 0 : held.transitions(), false);
        } catch (ConflictException overtaken) {
            lookAgain();
        }
    }

    /** Somebody wrote the lease: us, by a request that was never answered; people, who label it; or another instance. */
    private void lookAgain() {
        Optional<Shown> shown = api.read();
        if (shown.isEmpty()) {
            depose("somebody deleted it");
            return;
        }
        note(shown.get());
        if (!holder.equals(settings.identity())) {
            depose(holder.isEmpty() ? "somebody took it away" : holder + " has it");
        } else {
            try {
                ask(shown.get(), shown.get().transitions(), false);
            } catch (ConflictException again) {
                LOG.log(System.Logger.Level.DEBUG, "the lease is being written by somebody else");
            }
        }
    }

    private void ask(@Nullable Shown before, int transitions, boolean acquired) {
        long asked = nanos.getAsLong();
        Wanted wanted = new Wanted(settings.identity(), settings.duration(), transitions, acquired);
        note(before == null ? api.create(wanted) : api.replace(before, wanted));
        askedAt = asked;
        heldUntil = asked + settings.duration().toNanos();
    }

    private void note(Shown shown) {
        Shown before = seen;
        if (before == null || !before.version().equals(shown.version())) {
            seenAt = nanos.getAsLong();
        }
        seen = shown;
        if (ofAnother(shown.holder()) && !shown.holder().equals(holder)) {
            LOG.log(System.Logger.Level.INFO, "standing by; the leader is " + shown.holder());
        }
        holder = shown.holder();
    }

    private boolean ofAnother(String identity) {
        return !identity.isEmpty() && !identity.equals(settings.identity());
    }

    private boolean unchangedFor(Duration duration) {
        return nanos.getAsLong() - seenAt >= duration.toNanos();
    }

    private long left() {
        Long until = heldUntil;
        return until == null ? 0 : until - nanos.getAsLong() - settings.margin().toNanos();
    }

    private void depose(String why) {
        role = Role.DEPOSED;
        heldUntil = null;
        LOG.log(System.Logger.Level.WARNING, "this instance leads no more: the lease is lost, since " + why);
    }
}
