package io.stockade.simulation;

import io.stockade.CompletableWaiter;
import io.stockade.ScaledAlarm;
import io.stockade.aws.AwsClients;
import io.stockade.aws.AwsClouds;
import io.stockade.aws.AwsSettings;
import io.stockade.aws.AwsSurroundings;
import io.stockade.aws.events.EventQueue;
import io.stockade.aws.events.QueueUrl;
import io.stockade.cloud.Clouds;
import io.stockade.cloud.Parallel;
import io.stockade.emulator.EmulatedAws;
import io.stockade.emulator.Emulator;
import io.stockade.memory.InMemoryMemoryStore;
import io.stockade.plan.Decision;
import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.Engine;
import io.stockade.reconcile.EngineSettings;
import io.stockade.reconcile.Load;
import io.stockade.reconcile.PassListener;
import io.stockade.reconcile.StackDetail;
import io.stockade.reconcile.Surroundings;
import io.stockade.reconcile.Trigger;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.time.ScaledTime;
import io.stockade.spec.SecureStack;
import io.stockade.status.StackStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A whole engine over an emulator, by the real SDK. An emulator is ready at once, so the engine's clock runs
 * faster than the machine's: what it waits for, it waits for shortly.
 */
final class Live implements AutoCloseable, PassListener {
    private static final double SPEED = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ScaledTime time = new ScaledTime(Instant.now(), SPEED);
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Gate alarms = new Gate(Runnable::run);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, DesiredStack> wanted = new ConcurrentHashMap<>();
    private final Map<String, StackStatus> statuses = new ConcurrentHashMap<>();
    private final EmulatedAws aws;
    private final AwsClouds clouds;
    private final Engine engine;
    /** What was asked of AWS, by action, with what came of it. */
    final List<Called> calls = new CopyOnWriteArrayList<>();

    final List<RuntimeException> defects = new CopyOnWriteArrayList<>();

    /** A call, in AWS's words. */
    record Called(String account, String region, String action, String outcome) {
        boolean write() {
            return Operations.mutating(action);
        }
    }

    private Live(EmulatedAws aws) {
        this.aws = aws;
        this.clouds = new AwsClouds(
                aws.clients(),
                AwsSettings.STANDARD,
                new AwsSurroundings(
                        (account, region, who, action, outcome) ->
                                calls.add(new Called(account, region, action, outcome)),
                        time::now,
                        Parallel.over(executor, CompletableFuture::join)));
        this.engine = new Engine(
                EngineSettings.of("test", false, Duration.ofMinutes(1)),
                clouds,
                stack -> Optional.ofNullable(wanted.get(stack)),
                new InMemoryMemoryStore(),
                this,
                new Surroundings(
                        time::now,
                        executor,
                        (at, task) -> new ScaledAlarm(timer, time::now, SPEED).at(at, () -> alarms.execute(task)),
                        CompletableWaiter.INSTANCE,
                        new Random(1),
                        () -> UUID.randomUUID().toString(),
                        new Random(2)));
    }

    /** Whatever emulator is found; where there is none, the test is skipped, or fails in CI. */
    static Live find() throws IOException, InterruptedException {
        return new Live(EmulatedAws.find());
    }

    Emulator emulator() {
        return aws.emulator();
    }

    Engine engine() {
        return engine;
    }

    /** A queue of the same endpoint, as the service would listen to it. */
    EventQueue events(QueueUrl queue) {
        return clouds.events(queue);
    }

    /** Clients of the same endpoint for somebody else. */
    AwsClients open(Clouds.Target target) {
        return aws.clients(target);
    }

    String apply(SecureStack manifest) {
        put(new DesiredStack(
                Simulation.withUid(manifest, "uid-" + manifest.metadata().name()),
                1,
                DesiredStack.State.WANTED,
                null,
                null,
                null));
        return manifest.key();
    }

    void delete(String stack) {
        SecureStack manifest = Objects.requireNonNull(wanted.get(stack)).manifest();
        put(new DesiredStack(manifest, 2, DesiredStack.State.DELETING, null, null, null));
    }

    private void put(DesiredStack desired) {
        wanted.put(desired.manifest().key(), desired);
        engine.trigger(new Trigger(desired.manifest().key(), Trigger.Reason.MANIFEST));
    }

    void sweep(String stack) {
        engine.trigger(new Trigger(stack, Trigger.Reason.SWEEP));
    }

    /** Does something while no pass runs: what takes several calls is seen before or after them, never in between. */
    void betweenPasses(Runnable something) throws InterruptedException {
        alarms.shut();
        while (!engine.load().equals(new Load(0, 0))) {
            Thread.sleep(20);
        }
        try {
            something.run();
        } finally {
            alarms.open();
        }
    }

    StackDetail detail(String stack) {
        return engine.detail(stack).orElseThrow();
    }

    /** What would be done about a stack by somebody who comes anew. */
    List<Decision> decisions(String stack) {
        return engine.preview(Objects.requireNonNull(wanted.get(stack)).manifest())
                .plan()
                .decisions();
    }

    /** Waits until the status is so. */
    void until(String stack, Predicate<StackStatus> so) throws InterruptedException {
        await(stack, () -> Optional.ofNullable(statuses.get(stack)).filter(so).isPresent());
    }

    void untilGone(String stack) throws InterruptedException {
        await(stack, () -> !wanted.containsKey(stack));
    }

    private void await(String stack, BooleanSupplier so) throws InterruptedException {
        long last = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > last) {
                throw new AssertionError("not within " + PATIENCE + ": " + statuses.get(stack) + "\n"
                        + calls.subList(Math.max(0, calls.size() - 20), calls.size()) + "\n" + defects);
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void status(String stack, StackStatus status) {
        statuses.put(stack, status);
    }

    @Override
    public void confirmed(String stack, StackStatus status) {
        statuses.put(stack, status);
    }

    @Override
    public void defect(String stack, RuntimeException defect) {
        defects.add(defect);
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
        aws.close();
    }
}
