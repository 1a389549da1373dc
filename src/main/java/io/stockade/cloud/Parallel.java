package io.stockade.cloud;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Runs independent calls side by side, however that is done here. */
@FunctionalInterface
public interface Parallel {
    /** Returns when all have ended; the first failure is thrown on. */
    void run(List<Runnable> calls);

    /**
     * On the threads of an executor.
     *
     * @param waiter waits for a future; virtual time must know who waits
     */
    static Parallel over(Executor executor, Consumer<CompletableFuture<Void>> waiter) {
        return calls -> {
            CompletableFuture<?>[] running = calls.stream()
                    .map(call -> CompletableFuture.runAsync(call, executor))
                    .toArray(CompletableFuture[]::new);
            try {
                waiter.accept(CompletableFuture.allOf(running));
            } catch (CompletionException wrapped) {
                throw wrapped.getCause() instanceof RuntimeException cause ? cause : wrapped;
            }
        };
    }
}
