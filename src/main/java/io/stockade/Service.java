package io.stockade;

import io.stockade.cli.Machinery;
import io.stockade.memory.StateFolder;
import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.Engine;
import io.stockade.reconcile.EngineSettings;
import io.stockade.reconcile.Surroundings;
import io.stockade.spec.SecureStack;
import io.stockade.standalone.Listeners;
import io.stockade.standalone.Standalone;
import io.stockade.web.Door;
import io.stockade.web.PlanReply;
import io.stockade.web.Stacks;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** A service with everything in it, wired by plain constructors. */
final class Service implements AutoCloseable {
    private final CloudSide cloud;
    private final Standalone standalone;
    private final StandaloneStacks stacks;
    private final Door door;
    private final ExecutorService executor;
    private final ScheduledExecutorService timer;

    /** Wires a service; nothing runs before {@link #start}. */
    Service(Machinery.RunOptions options, CloudSide cloud, Door door, Listeners listeners) {
        this.cloud = cloud;
        this.door = door;
        this.executor = Executors.newCachedThreadPool(daemons("stockade-pass-"));
        this.timer = Executors.newSingleThreadScheduledExecutor(daemons("stockade-alarm-"));
        RandomGenerator random = RandomGenerator.getDefault();
        Surroundings surroundings = surroundings(cloud, executor, timer);
        EngineSettings engineSettings = EngineSettings.of(options.installation(), options.readOnly(), options.sweep())
                .withRoles(options.roles().allowed());
        Standalone.Settings settings = new Standalone.Settings(
                options.folder(),
                options.prune(),
                options.sweep(),
                cloud.clock(),
                InstantSource.system(),
                random,
                () -> UUID.randomUUID().toString());
        PassCounter passes = new PassCounter();
        listeners.add(passes);
        RotationCounter rotations = new RotationCounter(this::desired);
        listeners.add(rotations);
        listeners.add(new DefectLog());
        this.standalone = new Standalone(
                settings,
                StateFolder.open(options.state(), options.installation()),
                listeners,
                (source, memory, listener) ->
                        new Engine(engineSettings, cloud.clouds(), source, memory, listener, surroundings));
        this.stacks = new StandaloneStacks(
                standalone, cloud, new StandaloneStacks.Counters(passes, rotations), previews(), options.readOnly());
    }

    private Optional<DesiredStack> desired(String stack) {
        return standalone.find(stack).map(Standalone.Known::desired);
    }

    private Function<SecureStack, PlanReply> previews() {
        return Previews.of(
                standalone.engine(),
                cloud.clock(),
                stack -> standalone.find(stack).flatMap(known -> Optional.ofNullable(known.status())));
    }

    /** What an engine takes from this process. */
    static Surroundings surroundings(CloudSide cloud, ExecutorService executor, ScheduledExecutorService timer) {
        return new Surroundings(
                cloud.clock(),
                executor,
                new ScaledAlarm(timer, cloud.clock(), cloud.speed()),
                CompletableWaiter.INSTANCE,
                RandomGenerator.getDefault(),
                () -> UUID.randomUUID().toString(),
                new SecureRandom());
    }

    Standalone standalone() {
        return standalone;
    }

    Stacks stacks() {
        return stacks;
    }

    Door door() {
        return door;
    }

    CloudSide cloud() {
        return cloud;
    }

    void start() {
        standalone.start();
    }

    @Override
    public void close() {
        standalone.close();
        timer.shutdown();
        executor.shutdown();
        cloud.close().run();
    }

    private static java.util.concurrent.ThreadFactory daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
