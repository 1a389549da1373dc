package io.stockade.reconcile;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Everything that a pass takes from outside: time, threads, chance. With virtual ones a run is the same every time.
 *
 * @param clock the engine's time; the sandbox's where that is the cloud
 * @param executor runs passes and, within one, changes side by side
 * @param alarm wakes the engine later
 * @param random for jitter
 * @param nonces texts that were never used before
 * @param values what secrets are made of: nobody can guess it, and several threads may ask
 */
public record Surroundings(
        InstantSource clock,
        Executor executor,
        Alarm alarm,
        Waiter waiter,
        RandomGenerator random,
        Supplier<String> nonces,
        RandomGenerator values) {
    /** Runs something at a time. */
    public interface Alarm {
        void at(Instant time, Runnable task);
    }

    /** Waits for work that was handed to the executor; virtual time needs to know who waits. */
    public interface Waiter {
        <T> T await(CompletableFuture<T> future);
    }
}
