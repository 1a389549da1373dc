package io.stockade;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again and again: watches of the API server in memory miss what happens quickly. */
final class Polling implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final ScheduledExecutorService polls = Executors.newSingleThreadScheduledExecutor();

    /** What is seen when it is as wanted. */
    <T> T until(Supplier<T> look, Predicate<T> reached) {
        CompletableFuture<T> found = new CompletableFuture<>();
        Future<?> looking = polls.scheduleWithFixedDelay(
                () -> {
                    T seen = look.get();
                    if (reached.test(seen)) {
                        found.complete(seen);
                    }
                },
                0,
                50,
                TimeUnit.MILLISECONDS);
        try {
            return found.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } finally {
            looking.cancel(true);
        }
    }

    @Override
    public void close() {
        polls.shutdownNow();
    }
}
