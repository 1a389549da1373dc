package io.stockade.kube;

import io.stockade.SandboxClients;
import io.stockade.aws.AwsClouds;
import io.stockade.aws.AwsSettings;
import io.stockade.aws.AwsSurroundings;
import io.stockade.aws.call.CallLedger;
import io.stockade.cloud.Parallel;
import io.stockade.reconcile.Engine;
import io.stockade.reconcile.EngineSettings;
import io.stockade.reconcile.Listeners;
import io.stockade.reconcile.PassListener;
import io.stockade.reconcile.Surroundings;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.VirtualTime;
import io.stockade.sandbox.world.WorldStore;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** The front end with its engine over a cluster in memory and the sandbox, in virtual time. */
final class ClusterLab implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final Duration SWEEP = Duration.ofMinutes(1);

    final FakeCluster cluster = new FakeCluster();
    final VirtualTime time = new VirtualTime(Instant.parse("2027-01-01T00:00:00Z"));
    final Sandbox sandbox = new Sandbox(time, SandboxSettings.defaults(), WorldStore.inMemory());
    final List<RuntimeException> defects = new ArrayList<>();

    /** Stacks of which the front end said that their object may go. */
    final List<String> released = new ArrayList<>();

    KubeFrontEnd front = start(false);

    /** Another process: what the one before only kept in mind is lost. */
    void restart() {
        restart(false);
    }

    /** Another process, which may be one that only looks. */
    void restart(boolean readOnly) {
        front.engine().close();
        front = start(readOnly);
        cluster.all().map(RawStack::key).forEach(front::changed);
    }

    private KubeFrontEnd start(boolean readOnly) {
        Listeners listeners = new Listeners();
        listeners.add(new PassListener() {
            @Override
            public void defect(String stack, RuntimeException defect) {
                defects.add(defect);
            }
        });
        KubeFrontEnd made = new KubeFrontEnd(
                new KubeFrontEnd.Settings(SWEEP, time::now, new Random(1), "test"),
                cluster,
                listeners,
                (source, memory, listener) -> new Engine(
                        EngineSettings.of("test", readOnly, SWEEP),
                        clouds(),
                        source,
                        memory,
                        listener,
                        surroundings()));
        made.watch(cluster, released::add);
        return made;
    }

    private AwsClouds clouds() {
        return new AwsClouds(
                target -> SandboxClients.of(sandbox, ACCOUNT, target.region()),
                AwsSettings.STANDARD,
                new AwsSurroundings(new CallLedger(time::now), time::now, Parallel.over(time.executor(), time::await)));
    }

    private Surroundings surroundings() {
        return new Surroundings(
                time::now,
                time.executor(),
                time::schedule,
                new Waiting(time),
                new Random(1),
                new Nonces(),
                new Random(2));
    }

    private record Waiting(VirtualTime time) implements Surroundings.Waiter {
        @Override
        public <T> T await(CompletableFuture<T> future) {
            return time.await(future);
        }
    }

    /** Texts that were never used before. */
    private final class Nonces implements java.util.function.Supplier<String> {
        private int count;

        @Override
        public String get() {
            return "nonce-" + time.now().getEpochSecond() + "-" + count++;
        }
    }

    /** Tells the front end of an object, as the Operator SDK does, and lets time pass. */
    void changed(String stack, Duration later) {
        front.changed(stack);
        pass(later);
    }

    /** Lets time pass, with the ticks of the service. */
    void pass(Duration duration) {
        Instant end = time.now().plus(duration);
        while (time.now().isBefore(end)) {
            front.sweep();
            front.beat();
            time.runUntil(time.now().plusSeconds(5));
        }
    }

    StackStatus status(String stack) {
        return StatusJson.read(cluster.status(stack)).orElseThrow();
    }

    @Override
    public void close() {
        time.close();
    }
}
