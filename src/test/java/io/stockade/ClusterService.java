package io.stockade;

import io.javaoperatorsdk.operator.Operator;
import io.stockade.cli.Machinery;
import io.stockade.kube.KubeFrontEnd;
import io.stockade.kube.Leadership;
import io.stockade.kube.StackReconciler;
import io.stockade.reconcile.Listeners;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.ScaledTime;
import io.stockade.sandbox.world.WorldStore;
import io.stockade.web.Door;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The service as it runs in a cluster, with the Operator SDK, over an API server in memory and a sandbox; without the framework. */
final class ClusterService implements AutoCloseable {
    private static final double SPEED = 500;

    /** In the sandbox's time; some seconds here. */
    private static final Duration SWEEP = Duration.ofMinutes(30);

    private final Service service;
    private final Operator operator;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();

    /** @param sandbox outlives this service */
    ClusterService(ApiServer server, Sandbox sandbox) {
        this(server, sandbox, Leadership.ALONE);
    }

    /** @param telling whom it tells what happens */
    ClusterService(ApiServer server, Sandbox sandbox, Machinery.Telling telling) {
        this(server, sandbox, Leadership.ALONE, telling);
    }

    /** @param leadership by which this one of several services works or doesn't */
    ClusterService(ApiServer server, Sandbox sandbox, Leadership leadership) {
        this(server, sandbox, leadership, Machinery.Telling.NOBODY);
    }

    private ClusterService(ApiServer server, Sandbox sandbox, Leadership leadership, Machinery.Telling telling) {
        CloudSide cloud = CloudSides.sandbox(sandbox, WorldStore.inMemory(), SPEED, leadership);
        this.service = Service.inCluster(
                options(telling),
                cloud,
                new Door(null),
                new Listeners(),
                new Service.InCluster(server.client(), leadership));
        this.operator = new Operator(settings -> settings.withKubernetesClient(server.client())
                .withCloseClientOnStop(false)
                .checkingCRDAndValidateLocalModel(false));
        operator.register(new StackReconciler((KubeFrontEnd) service.front()));
        service.start();
        Future<?> unused = ticks.scheduleWithFixedDelay(
                () -> {
                    service.front().sweep();
                    service.front().beat();
                },
                0,
                100,
                TimeUnit.MILLISECONDS);
        operator.start();
    }

    static Sandbox sandbox() {
        return new Sandbox(
                new ScaledTime(Instant.parse("2027-01-01T00:00:00Z"), SPEED),
                SandboxSettings.defaults(),
                WorldStore.inMemory());
    }

    Service service() {
        return service;
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        operator.stop();
        service.close();
    }

    private static Machinery.RunOptions options(Machinery.Telling telling) {
        return new Machinery.RunOptions(
                Path.of(""),
                Path.of(""),
                "127.0.0.1",
                0,
                null,
                true,
                SPEED,
                SWEEP,
                false,
                false,
                "default",
                Machinery.RoleUse.PLAIN,
                null,
                telling,
                List.of(),
                new Machinery.ClusterUse(List.of(), "", null));
    }
}
