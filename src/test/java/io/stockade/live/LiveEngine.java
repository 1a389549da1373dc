package io.stockade.live;

import io.stockade.aws.AwsClients;
import io.stockade.aws.AwsClouds;
import io.stockade.aws.AwsSettings;
import io.stockade.aws.AwsSurroundings;
import io.stockade.aws.call.CallLog;
import io.stockade.cloud.Parallel;
import io.stockade.memory.InMemoryMemoryStore;
import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.Engine;
import io.stockade.reconcile.EngineSettings;
import io.stockade.reconcile.PassListener;
import io.stockade.reconcile.Preview;
import io.stockade.reconcile.Surroundings;
import io.stockade.reconcile.Trigger;
import io.stockade.spec.SecureStack;
import io.stockade.status.StackStatus;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** The engine in real time over whatever AWS the clients lead to. */
final class LiveEngine implements AutoCloseable, PassListener {
    private static final Duration SWEEP = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(25);

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, DesiredStack> wanted = new ConcurrentHashMap<>();
    private final Map<String, StackStatus> statuses = new ConcurrentHashMap<>();
    private final Engine engine;

    LiveEngine(String installation, AwsClients.Source clients) {
        InstantSource clock = InstantSource.system();
        this.engine = new Engine(
                EngineSettings.of(installation, false, SWEEP),
                new AwsClouds(
                        clients,
                        AwsSettings.STANDARD,
                        new AwsSurroundings(CallLog.NONE, clock, Parallel.over(executor, CompletableFuture::join))),
                stack -> Optional.ofNullable(wanted.get(stack)),
                new InMemoryMemoryStore(),
                this,
                new Surroundings(
                        clock,
                        executor,
                        this::wake,
                        new Joining(),
                        RandomGenerator.getDefault(),
                        () -> UUID.randomUUID().toString(),
                        new SecureRandom()));
    }

    /** Waits as threads do. */
    private static final class Joining implements Surroundings.Waiter {
        @Override
        public <T> T await(CompletableFuture<T> future) {
            return future.join();
        }
    }

    private void wake(Instant at, Runnable task) {
        long nanos = Math.max(0, Duration.between(Instant.now(), at).toNanos());
        var unused = timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    Preview preview(SecureStack manifest) {
        return engine.preview(manifest);
    }

    void put(SecureStack manifest, DesiredStack.State state) {
        wanted.put(manifest.key(), new DesiredStack(manifest, 1, state, null, null, null));
        engine.trigger(new Trigger(manifest.key(), Trigger.Reason.MANIFEST));
    }

    /** The id of the first resource of a kind whose name begins so. */
    String id(String stack, String kind, String name) {
        return engine.detail(stack).orElseThrow().resources().stream()
                .filter(resource -> resource.resource().startsWith(kind + name))
                .map(resource -> String.valueOf(resource.id()))
                .findFirst()
                .orElseThrow();
    }

    boolean is(String stack, String condition) {
        StackStatus status = statuses.get(stack);
        return status != null && status.is(condition);
    }

    void untilReady(String stack) throws InterruptedException {
        await(stack, () -> is(stack, "Ready") && !is(stack, "Drifted") && !is(stack, "Reconciling"));
    }

    void untilDrifted(String stack) throws InterruptedException {
        await(stack, () -> is(stack, "Drifted"));
    }

    void untilGone(String stack) throws InterruptedException {
        await(stack, () -> !wanted.containsKey(stack));
    }

    private void await(String stack, BooleanSupplier so) throws InterruptedException {
        long last = System.nanoTime() + PATIENCE.toNanos();
        long sweep = System.nanoTime();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > last) {
                throw new AssertionError("not within " + PATIENCE + ": " + statuses.get(stack));
            }
            if (System.nanoTime() > sweep) {
                engine.trigger(new Trigger(stack, Trigger.Reason.SWEEP));
                sweep = System.nanoTime() + SWEEP.toNanos();
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Override
    public void status(String stack, StackStatus status) {
        statuses.put(stack, status);
    }

    @Override
    public void confirmed(String stack, StackStatus status) {
        status(stack, status);
    }

    @Override
    public void defect(String stack, RuntimeException defect) {
        throw defect;
    }

    @Override
    public void forgotten(String stack) {
        wanted.remove(stack);
    }

    @Override
    public void close() {
        engine.close();
        timer.shutdownNow();
        executor.shutdownNow();
    }
}
