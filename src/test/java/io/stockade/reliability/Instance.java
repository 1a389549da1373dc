package io.stockade.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.SandboxClients;
import io.stockade.aws.AwsClients;
import io.stockade.kube.OperatorProcess;
import io.stockade.kube.Wire;
import io.stockade.reconcile.Surroundings;
import io.stockade.reliability.FaultPlan.Strike;
import io.stockade.reliability.Moment.Sort;
import io.stockade.simulation.Lifetime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One process of a play, with its wires to AWS and to the cluster: where what goes wrong befalls it. */
final class Instance implements Wire {
    /** Half the time of a call: what has been sent arrives until then. */
    static final Duration ON_THE_WIRE = Duration.ofMillis(150);

    /** AWS takes no request that was signed earlier: docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html. */
    private static final Duration SIGNED = Duration.ofMinutes(5);

    private static final Duration LATE = Duration.ofSeconds(90);

    final String name;
    final Lab lab;
    private final Lifetime lifetime;
    private final OperatorProcess process;
    private Instant standsStillUntil = Instant.MIN;
    private Instant arrivesUntil = Instant.MAX;
    private Duration clockOffset = Duration.ZERO;
    private int errors;

    Instance(Lab lab, String name, long seed) {
        this.lab = lab;
        this.name = name;
        this.lifetime = new Lifetime();
        AwsClients.Source aws = target -> new WiredClients(this, target.region())
                .over(SandboxClients.of(lab.sandbox.as(name), Lab.ACCOUNT, target.region()));
        this.process = new OperatorProcess(
                new OperatorProcess.Place(
                        lab.time, lab.cluster, aws, this, this::bound, OperatorProcess.SWEEP, lab.visibility()),
                name,
                seed);
    }

    private Surroundings bound(Surroundings free) {
        Surroundings shifted = new Surroundings(
                () -> free.clock().instant().plus(clockOffset),
                task -> free.executor().execute(counted(task)),
                (at, task) -> free.alarm().at(at.minus(clockOffset), () -> {
                    if (looks()) {
                        task.run();
                    }
                }),
                free.waiter(),
                free.random(),
                free.nonces(),
                free.values());
        return lifetime.bound(shifted);
    }

    private Runnable counted(Runnable task) {
        return () -> {
            lab.traffic.task(lab.time.now());
            endIfEndless();
            task.run();
        };
    }

    /** Errors that no pass may end with, but for those that it ended with since the process died. */
    List<RuntimeException> defects() {
        return process.defects().stream()
                .filter(defect -> !(defect.getCause() instanceof Lifetime.Killed))
                .toList();
    }

    /** Nothing of the process arrives any more, but for what is on its way. */
    void end(Duration wire) {
        if (lifetime.over()) {
            return;
        }
        arrivesUntil = lab.time.now().plus(wire);
        lifetime.end();
        process.end();
    }

    boolean over() {
        return lifetime.over();
    }

    /** Whether the process stands still just now. */
    boolean standsStill() {
        return standsStillUntil.isAfter(lab.time.now());
    }

    /** Has all that the process sends and gets wait. */
    void standStill(Duration length) {
        standsStillUntil = lab.time.now().plus(length);
    }

    void shiftClock(Duration by) {
        clockOffset = clockOffset.plus(by);
    }

    /** Fails if the process has ended; where it does nothing but ask, it ends here. */
    void check() {
        endIfEndless();
        lifetime.check();
    }

    private void endIfEndless() {
        if (lab.traffic.endless()) {
            end(Duration.ZERO);
        }
    }

    /** Before a call reaches AWS: whether it still does. */
    void sent() {
        if (lab.time.now().isAfter(arrivesUntil)) {
            lifetime.check();
        }
        if (standsStill()) {
            Instant signed = lab.time.now();
            hold();
            if (Duration.between(signed, lab.time.now()).compareTo(SIGNED) >= 0) {
                throw Errors.unsigned();
            }
        }
    }

    /** Returns once the process goes on. */
    void hold() {
        while (standsStill()) {
            lab.time.pause(Duration.between(lab.time.now(), standsStillUntil));
        }
    }

    @Override
    public <T> T send(String action, Supplier<T> call) {
        check();
        Sort sort = action.equals("replaceStatus") ? Sort.CLUSTER_WRITE : Sort.CLUSTER_READ;
        Optional<Strike> strike = lab.traffic.pass(sort, action);
        hold();
        T answer = strike.isPresent() ? struck(strike.get(), call) : call.get();
        hold();
        lifetime.check();
        return answer;
    }

    private <T> T struck(Strike strike, Supplier<T> call) {
        switch (strike.fault()) {
            case CRASH_BEFORE -> die(Duration.ZERO);
            case CONFLICT -> throw Wire.conflict();
            case REQUEST_LOST -> throw Wire.unanswered();
            case PAUSE -> pause(strike);
            case OVERLAP -> lab.startAnother();
            case CRASH_AFTER,
                    REPLY_LOST,
                    ERROR_BEFORE,
                    ERROR_AFTER,
                    THROTTLED,
                    ACCESS_DENIED,
                    EXPIRED_TOKEN,
                    STALE_READ,
                    EMPTY_READ,
                    HALF_LIST,
                    FOREIGN_EDIT,
                    CLOCK_JUMP,
                    EVENT_LOST,
                    EVENT_TWICE,
                    EVENT_LATE -> {}
        }
        T answer = call.get();
        if (strike.fault() == Fault.REPLY_LOST) {
            throw Wire.unanswered();
        }
        if (strike.fault() == Fault.CRASH_AFTER) {
            die(ON_THE_WIRE);
        }
        return answer;
    }

    /** From one of its own threads. */
    void die(Duration wire) {
        lab.replace(this, wire);
        lifetime.check();
    }

    /** How long is decided by the moment, so that a play is the same every time: from a second to more than a signature holds. */
    void pause(Strike strike) {
        standStill(Duration.ofSeconds(1L + strike.index() * 37L % 420));
        hold();
    }

    @Override
    public Arrival arrival(Instant due) {
        Optional<Fault> fault = over()
                ? Optional.empty()
                : lab.traffic.pass(Sort.EVENT, "watch").map(Strike::fault);
        if (fault.isEmpty()) {
            return new Arrival(List.of(due), true);
        }
        return switch (fault.get()) {
            case EVENT_LOST -> new Arrival(List.of(due), false);
            case EVENT_TWICE -> new Arrival(List.of(due, due.plus(LATE)), true);
            default -> new Arrival(List.of(due.plus(LATE)), true);
        };
    }

    /** Takes note of whether a call to AWS did what it was asked. */
    void ended(boolean well) {
        errors = well ? 0 : errors + 1;
    }

    @Override
    public boolean looks() {
        return lab.mutant != Mutant.RETRIES_CAPPED_AT_FIVE || errors <= 5;
    }

    @Override
    public JsonNode written(JsonNode status) {
        if (lab.mutant != Mutant.STATUS_BEFORE_RESULT || !status.has("conditions")) {
            return status;
        }
        JsonNode early = status.deepCopy();
        for (JsonNode condition : early.get("conditions")) {
            String type = condition.get("type").asText();
            if (type.equals("Ready") || type.equals("Reconciling")) {
                ((ObjectNode) condition).put("status", type.equals("Ready") ? "True" : "False");
            }
        }
        return early;
    }

    @Override
    public Instant awake(Instant arrived) {
        return standsStill() ? standsStillUntil : arrived;
    }
}
