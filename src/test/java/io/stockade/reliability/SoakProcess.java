package io.stockade.reliability;

import io.stockade.SandboxClients;
import io.stockade.aws.AwsClients;
import io.stockade.hint.Hint;
import io.stockade.kube.FakeCluster;
import io.stockade.kube.OperatorProcess;
import io.stockade.kube.Wire;
import io.stockade.reconcile.EngineSettings;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.time.VirtualTime;
import io.stockade.simulation.Interposed;
import io.stockade.simulation.Lifetime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/** A process of the operator in a soak, with its wire to the cluster. */
final class SoakProcess implements Wire {
    private static final Duration LATE = Duration.ofSeconds(90);

    private final Lifetime lifetime = new Lifetime();
    private final OperatorProcess process;
    private final Deque<Fault> calls = new ArrayDeque<>();
    private final Deque<Fault> events = new ArrayDeque<>();

    /**
     * What all processes of a soak have in common.
     *
     * @param sweep how often they look at a stack unasked
     */
    record Setting(VirtualTime time, FakeCluster cluster, Sandbox sandbox, Duration sweep) {}

    SoakProcess(Setting setting, Canaries canaries, String name, int number) {
        AwsClients.Source aws = target ->
                Interposed.over(SandboxClients.of(setting.sandbox().as(name), Lab.ACCOUNT, target.region()), call -> {
                    canaries.heard(call.request());
                    return call.answer(call.client(), call.request());
                });
        this.process = new OperatorProcess(
                new OperatorProcess.Place(
                        setting.time(),
                        setting.cluster(),
                        aws,
                        this,
                        lifetime::bound,
                        setting.sweep(),
                        EngineSettings.VISIBILITY),
                name,
                number);
    }

    /** Has the next call to the cluster, or the next event of its watch, come to harm. */
    void befall(Fault fault) {
        (fault.strikes(Moment.Sort.EVENT) ? events : calls).add(fault);
    }

    void hint(Hint hint) {
        process.hint(hint);
    }

    List<RuntimeException> defects() {
        return process.defects();
    }

    SortedMap<String, Integer> held() {
        return Held.by(process.root());
    }

    /** Lets go of what only tests look at. */
    void forgetPast() {
        process.forgetPast();
    }

    void end() {
        lifetime.end();
        process.end();
    }

    @Override
    public <T> T send(String action, Supplier<T> call) {
        lifetime.check();
        Fault fault = calls.poll();
        if (fault == Fault.CONFLICT && action.equals("replaceStatus")) {
            throw Wire.conflict();
        }
        if (fault == Fault.REQUEST_LOST) {
            throw Wire.unanswered();
        }
        T answer = call.get();
        if (fault == Fault.REPLY_LOST && action.equals("replaceStatus")) {
            throw Wire.unanswered();
        }
        lifetime.check();
        return answer;
    }

    /** An object is locked while it is written: where that took time, another one who wants it would stop the clock. */
    @Override
    public Duration halfACall() {
        return Duration.ZERO;
    }

    @Override
    public Arrival arrival(Instant due) {
        Fault fault = events.poll();
        if (fault == null) {
            return new Arrival(List.of(due), true);
        }
        return switch (fault) {
            case EVENT_LOST -> new Arrival(List.of(due), false);
            case EVENT_TWICE -> new Arrival(List.of(due, due.plus(LATE)), true);
            default -> new Arrival(List.of(due.plus(LATE)), true);
        };
    }
}
