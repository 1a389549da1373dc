package io.stockade.kube;

import io.stockade.SandboxClients;
import io.stockade.aws.AwsClients;
import io.stockade.aws.AwsClouds;
import io.stockade.aws.AwsSettings;
import io.stockade.aws.AwsSurroundings;
import io.stockade.aws.call.CallLedger;
import io.stockade.cloud.Parallel;
import io.stockade.plan.Plan;
import io.stockade.reconcile.Engine;
import io.stockade.reconcile.EngineSettings;
import io.stockade.reconcile.Listeners;
import io.stockade.reconcile.PassListener;
import io.stockade.reconcile.Surroundings;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.time.VirtualTime;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** One operator, as a process has it: the front end with its engine, in virtual time. */
final class LabOperator {
    static final String ACCOUNT = "111122223333";
    static final Duration SWEEP = Duration.ofMinutes(1);

    final List<RuntimeException> defects = new ArrayList<>();

    /** The plan of every wave, with the changes that wait for a later one. */
    final List<Plan> waves = new ArrayList<>();

    /** Every status that said something new. */
    final List<StackStatus> told = new ArrayList<>();

    /** Stacks of which the front end said that their object may go. */
    final List<String> released = new ArrayList<>();

    final KubeFrontEnd front;
    private final VirtualTime time;

    /**
     * What a process is started with.
     *
     * @param name also as the sandbox knows it
     * @param random spreads what the engine tries again
     */
    record Options(String name, EngineSettings engine, AwsSettings aws, RandomGenerator random) {
        /** As the service is started unless somebody says otherwise. */
        static Options of(String name, boolean readOnly) {
            return new Options(name, EngineSettings.of("test", readOnly, SWEEP), AwsSettings.STANDARD, new Random(1));
        }
    }

    LabOperator(VirtualTime time, Sandbox shared, StackApi api, Watched watched, Options options) {
        this(
                time,
                target -> SandboxClients.of(shared.as(options.name()), ACCOUNT, target.region()),
                api,
                watched,
                options,
                UnaryOperator.identity());
    }

    /** @param bound has what the process does end with it */
    LabOperator(
            VirtualTime time,
            AwsClients.Source aws,
            StackApi api,
            Watched watched,
            Options options,
            UnaryOperator<Surroundings> bound) {
        String name = options.name();
        EngineSettings settings = options.engine();
        this.time = time;
        Listeners listeners = new Listeners();
        listeners.add(new PassListener() {
            @Override
            public void planned(String stack, Plan plan) {
                waves.add(plan);
            }

            @Override
            public void status(String stack, StackStatus status) {
                told.add(status);
            }

            @Override
            public void defect(String stack, RuntimeException defect) {
                defects.add(defect);
            }
        });
        Surroundings surroundings = bound.apply(surroundings(name, options.random()));
        this.front = new KubeFrontEnd(
                new KubeFrontEnd.Settings(
                        settings.sweep(), surroundings.clock(), new Random(1), name, Leadership.ALONE),
                api,
                listeners,
                (source, memory, listener) -> new Engine(
                        settings, clouds(aws, options.aws(), surroundings), source, memory, listener, surroundings));
        front.watch(watched, released::add);
    }

    private AwsClouds clouds(AwsClients.Source aws, AwsSettings settings, Surroundings surroundings) {
        return new AwsClouds(
                aws,
                settings,
                new AwsSurroundings(
                        new CallLedger(surroundings.clock()),
                        surroundings.clock(),
                        Parallel.over(surroundings.executor(), surroundings.waiter()::await)));
    }

    private Surroundings surroundings(String name, RandomGenerator random) {
        return new Surroundings(
                time::now, time.executor(), time::schedule, new Waiting(time), random, new Nonces(name), new Random(2));
    }

    private record Waiting(VirtualTime time) implements Surroundings.Waiter {
        @Override
        public <T> T await(CompletableFuture<T> future) {
            return time.await(future);
        }
    }

    /** Texts that were never used before. */
    private final class Nonces implements Supplier<String> {
        private final String prefix;
        private int count;

        Nonces(String process) {
            this.prefix = "nonce-" + process + "-" + time.now().getEpochSecond() + "-";
        }

        @Override
        public String get() {
            return prefix + count++;
        }
    }
}
