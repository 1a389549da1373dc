package io.stockade;

import io.stockade.memory.InMemoryMemoryStore;
import io.stockade.reconcile.Engine;
import io.stockade.reconcile.EngineSettings;
import io.stockade.reconcile.PassListener;
import io.stockade.spec.SecureStack;
import io.stockade.web.PlanReply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * An engine that only plans: it reads, remembers nothing, and knows no stack that it could have a pass for. It is not set
 * read-only, since its plans are to say what a service would do.
 */
final class Planning implements AutoCloseable {
    static final String INSTALLATION = "default";

    private final CloudSide cloud;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Engine engine;

    Planning(CloudSide cloud) {
        this.cloud = cloud;
        this.engine = new Engine(
                EngineSettings.of(INSTALLATION, false, Duration.ofMinutes(1)),
                cloud.clouds(),
                stack -> Optional.empty(),
                new InMemoryMemoryStore(),
                new PassListener() {},
                Service.surroundings(cloud, executor, timer));
    }

    PlanReply plan(SecureStack stack) {
        return Previews.of(engine, cloud.clock(), key -> Optional.empty()).apply(stack);
    }

    @Override
    public void close() {
        engine.close();
        executor.shutdownNow();
        timer.shutdownNow();
        cloud.close().run();
    }
}
