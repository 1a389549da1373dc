package io.stockade;

import io.stockade.reconcile.Surroundings;
import java.util.concurrent.CompletableFuture;

/** Waits as threads do. */
public enum CompletableWaiter implements Surroundings.Waiter {
    INSTANCE;

    @Override
    public <T> T await(CompletableFuture<T> future) {
        return future.join();
    }
}
