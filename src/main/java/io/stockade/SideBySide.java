package io.stockade;

import io.stockade.cloud.Parallel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs independent reads on threads of its own, which end when they are idle. */
final class SideBySide implements Parallel {
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "reads");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public void run(List<Runnable> calls) {
        CompletableFuture<?>[] running = calls.stream()
                .map(call -> CompletableFuture.runAsync(call, threads))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(running).join();
        } catch (CompletionException wrapped) {
            throw wrapped.getCause() instanceof RuntimeException cause ? cause : wrapped;
        }
    }
}
