package io.stockade.standalone;

import io.stockade.reconcile.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Has every stack compared in full every so often. Each has its own rhythm, up to a tenth off, so that a hundred stacks
 * do not ask AWS at one moment.
 */
public final class Sweeps {
    private static final double JITTER = 0.1;

    private final Duration every;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Consumer<Trigger> triggers;
    private final Map<String, Instant> due = new TreeMap<>();

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

    /** Triggers the stacks whose time has come; to be called often. A stack that is new here was just triggered. */
    public synchronized void tick(Set<String> stacks) {
        due.keySet().retainAll(stacks);
        Instant now = clock.instant();
        for (String stack : stacks) {
            Instant at = due.computeIfAbsent(stack, fresh -> next(now));
            if (!now.isBefore(at)) {
                due.put(stack, next(now));
                triggers.accept(new Trigger(stack, Trigger.Reason.SWEEP));
            }
        }
    }

    private Instant next(Instant now) {
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return now.plusNanos((long) (every.toNanos() * factor));
    }
}
