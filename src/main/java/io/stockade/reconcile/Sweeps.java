package io.stockade.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Has all stacks compared in full every so often, at one time: those of one account and region share what is then read,
 * so that a hundred of them cost hardly more calls than one. The rhythm is up to a tenth off, so that several services do
 * not ask AWS at one moment for ever.
 */
public final class Sweeps {
    private static final double JITTER = 0.1;

    private final Duration every;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Consumer<Trigger> triggers;
    private @Nullable Instant due;

    /**
     * @param every in the time of {@code clock}
     * @param clock the engine's
     */
    public Sweeps(Duration every, InstantSource clock, RandomGenerator random, Consumer<Trigger> triggers) {
        this.every = every;
        this.clock = clock;
        this.random = random;
        this.triggers = triggers;
    }

    /** Triggers the stacks if their time has come; to be called often. */
    public synchronized void tick(Set<String> stacks) {
        Instant now = clock.instant();
        if (due == null) {
            due = next(now);
        }
        if (!now.isBefore(due)) {
            due = next(now);
            stacks.forEach(stack -> triggers.accept(new Trigger(stack, Trigger.Reason.SWEEP, now)));
        }
    }

    private Instant next(Instant now) {
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return now.plusNanos((long) (every.toNanos() * factor));
    }
}
