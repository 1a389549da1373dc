package io.stockade;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.stockade.cli.Machinery;
import io.stockade.kube.KubeFrontEnd;
import io.stockade.kube.Leadership;
import io.stockade.memory.StateFolder;
import io.stockade.reconcile.Authors;
import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.Engine;
import io.stockade.reconcile.EngineSettings;
import io.stockade.reconcile.FrontEnd;
import io.stockade.reconcile.Listeners;
import io.stockade.reconcile.Surroundings;
import io.stockade.spec.SecureStack;
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
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A service with everything in it, wired by plain constructors. */
final class Service implements AutoCloseable {
    private final CloudSide cloud;
    private final FrontEnd front;
    private final Stacks stacks;
    private final Door door;
    private final Announcements announcements;
    private final ExecutorService executor;
    private final ScheduledExecutorService timer;
    private final Listening listening;

    /** What a front end is made with. */
    private record Parts(FrontEnd.EngineFactory engines, Listeners listeners, RandomGenerator random) {}

    /** A front end, and how it takes what people ask. */
    private record Front(
            FrontEnd end, Requests requests, @Nullable StateFolder state) {}

    private Service(
            Machinery.RunOptions options,
            CloudSide cloud,
            Door door,
            Listeners listeners,
            Function<Parts, Front> fronts) {
        this.cloud = cloud;
        this.door = door;
        this.executor = Executors.newCachedThreadPool(Daemons.named("stockade-pass"));
        this.timer = Executors.newSingleThreadScheduledExecutor(Daemons.named("stockade-alarm"));
        Surroundings surroundings = surroundings(cloud, executor, timer);
        EngineSettings settings = EngineSettings.of(options.installation(), options.readOnly(), options.sweep())
                .atSpeed(cloud.speed())
                .withRoles(options.roles().allowed());
        PassCounter passes = new PassCounter();
        listeners.add(passes);
        RotationCounter rotations = new RotationCounter(this::desired);
        listeners.add(rotations);
        DriftDetections detections = new DriftDetections();
        listeners.add(detections);
        DriftDurations corrections = new DriftDurations(cloud.clock());
        listeners.add(corrections);
        listeners.add(new DefectLog());
        Front made = fronts.apply(new Parts(
                (source, memory, listener) ->
                        new Engine(settings, cloud.clouds(), source, memory, listener, surroundings),
                listeners,
                RandomGenerator.getDefault()));
        this.front = made.end();
        this.announcements = Announcements.begin(options, cloud, made.state(), this::desired, listeners);
        Authors authors = new Authors(cloud.events().ours(), cloud.clock());
        this.listening = Listening.to(
                options.events(), cloud, hint -> !front.engine().hint(hint).isEmpty());
        Measures measures = measures(passes, detections, corrections);
        this.stacks = new ServedStacks(
                front,
                made.requests(),
                cloud,
                new ServedStacks.Reports(passes, rotations, announcements, measures, listening::problems, authors),
                previews(),
                settings);
    }

    private Measures measures(PassCounter passes, DriftDetections detections, DriftDurations corrections) {
        return new Measures(
                passes,
                detections,
                corrections,
                () -> front.engine().load(),
                announcements::alerts,
                listening::counts,
                listening::measures);
    }

    /** Wires a service over a folder of manifests; nothing runs before {@link #start}. */
    static Service standalone(Machinery.RunOptions options, CloudSide cloud, Door door, Listeners listeners) {
        return new Service(options, cloud, door, listeners, parts -> {
            Standalone.Settings settings = new Standalone.Settings(
                    options.folder(),
                    options.prune(),
                    options.sweep(),
                    cloud.clock(),
                    InstantSource.system(),
                    parts.random(),
                    () -> UUID.randomUUID().toString());
            StateFolder state = StateFolder.open(options.state(), options.installation());
            Standalone standalone = new Standalone(settings, state, parts.listeners(), parts.engines());
            return new Front(standalone, new StandaloneRequests(standalone), state);
        });
    }

    /** What a service in a cluster has of it. */
    record InCluster(KubernetesClient client, Leadership leadership) {}

    /** Wires a service over the objects of a cluster; nothing runs before the operator watches them. */
    static Service inCluster(
            Machinery.RunOptions options, CloudSide cloud, Door door, Listeners listeners, InCluster cluster) {
        return new Service(options, cloud, door, listeners, parts -> {
            KubeFrontEnd.Settings settings = new KubeFrontEnd.Settings(
                    options.sweep(), cloud.clock(), parts.random(), options.installation(), cluster.leadership());
            KubeFrontEnd end = new KubeFrontEnd(settings, cluster.client(), parts.listeners(), parts.engines());
            return new Front(end, new KubectlRequests(end), null);
        });
    }

    private Optional<DesiredStack> desired(String stack) {
        return front.find(stack).map(FrontEnd.Known::desired);
    }

    private Function<SecureStack, PlanReply> previews() {
        return Previews.of(
                front.engine(),
                cloud.clock(),
                stack -> front.find(stack).flatMap(known -> Optional.ofNullable(known.status())));
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

    FrontEnd front() {
        return front;
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

    Announcements announcements() {
        return announcements;
    }

    void start() {
        front.start();
        listening.start();
    }

    @Override
    public void close() {
        listening.close();
        announcements.quiet();
        front.close();
        announcements.close();
        timer.shutdown();
        executor.shutdown();
        cloud.close().run();
    }
}
