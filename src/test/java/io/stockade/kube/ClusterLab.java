package io.stockade.kube;

import io.stockade.plan.Plan;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.Tamper;
import io.stockade.sandbox.Tampering;
import io.stockade.sandbox.settings.Quotas;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.VirtualTime;
import io.stockade.sandbox.world.WorldStore;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The front end with its engine over a cluster in memory and the sandbox, in virtual time. */
final class ClusterLab {
    final FakeCluster cluster = new FakeCluster();
    final VirtualTime time = new VirtualTime(Instant.parse("2027-01-01T00:00:00Z"));
    final Sandbox sandbox;
    private LabOperator operator;

    /** The front end of the process that runs. */
    KubeFrontEnd front;

    ClusterLab() {
        this(Quotas.defaults());
    }

    /** @param quotas of the account */
    ClusterLab(Quotas quotas) {
        this.sandbox = new Sandbox(time, SandboxSettings.defaults().withQuotas(quotas), WorldStore.inMemory());
        this.cluster.clock = time::now;
        this.operator = start(false);
        this.front = operator.front;
    }

    /** What passes of that process ended with that they never should. */
    List<RuntimeException> defects() {
        return operator.defects;
    }

    /** The plans of the waves of that process. */
    List<Plan> waves() {
        return operator.waves;
    }

    /** What that process told of its stacks. */
    List<StackStatus> told() {
        return operator.told;
    }

    /** Stacks of which that process said that their object may go. */
    List<String> released() {
        return operator.released;
    }

    /** Another process: what the one before only kept in mind is lost. */
    void restart() {
        restart(false);
    }

    /** Another process, which may be one that only looks. */
    void restart(boolean readOnly) {
        front.engine().close();
        operator = start(readOnly);
        front = operator.front;
        cluster.all().map(RawStack::key).forEach(front::changed);
    }

    private LabOperator start(boolean readOnly) {
        return new LabOperator(time, sandbox, cluster, cluster, LabOperator.Options.of(Sandbox.PRINCIPAL, readOnly));
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

    /** Has somebody change the stack behind our back. */
    void tamper(String stack, Tamper how) {
        String unused = time.call(() -> new Tampering(sandbox).apply(how, LabOperator.ACCOUNT, "eu-west-1", stack, 1));
    }

    StackStatus status(String stack) {
        return StatusJson.read(cluster.status(stack)).orElseThrow();
    }
}
