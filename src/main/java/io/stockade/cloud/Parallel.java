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

    /** Waits for what somebody else has begun; its failure is thrown on. */
    default <T> T await(CompletableFuture<T> begun) {
        try {
            return begun.join();
        } catch (CompletionException wrapped) {
            throw unwrapped(wrapped);
        }
    }

    /**
     * On the threads of an executor.
     *
     * @param waiter waits for a future; virtual time must know who waits
     */
    static Parallel over(Executor executor, Consumer<CompletableFuture<Void>> waiter) {
        return new Parallel() {
            @Override
            public void run(List<Runnable> calls) {
                CompletableFuture<?>[] running = calls.stream()
                        .map(call -> CompletableFuture.runAsync(call, executor))
                        .toArray(CompletableFuture[]::new);
                await(CompletableFuture.allOf(running));
            }

            @Override
            public <T> T await(CompletableFuture<T> begun) {
                try {
                    waiter.accept(CompletableFuture.allOf(begun));
                    return begun.join();
                } catch (CompletionException wrapped) {
                    throw unwrapped(wrapped);
                }
            }
        };
    }

    private static RuntimeException unwrapped(CompletionException wrapped) {
        if (wrapped.getCause() instanceof Error error) {
            throw error;
        }
        return wrapped.getCause() instanceof RuntimeException cause ? cause : wrapped;
    }
}
