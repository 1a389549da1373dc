package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.ReconcileRequest;
import io.stockade.sandbox.Fault;
import io.stockade.spec.SecureStack;
import io.stockade.spec.StackMetadata;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An annotation starts a look at everything at once, once for each value, and the status says which was served. */
class ReconcileRequestTest {
    private static final String NOON = "2027-01-01T12:00:00Z";

    /** Sets the annotation, as {@code kubectl annotate} does, or an edit of the file's metadata. */
    private static void ask(Drill drill, String value) {
        DesiredStack desired = drill.desired();
        SecureStack manifest = desired.manifest();
        StackMetadata old = manifest.metadata();
        StackMetadata asking = new StackMetadata(
                old.name(),
                old.namespace(),
                old.uid(),
                old.labels(),
                Map.of(ReconcileRequest.ANNOTATION, value),
                old.generation());
        SecureStack annotated = new SecureStack(manifest.apiVersion(), manifest.kind(), asking, manifest.spec());
        drill.simulation.put(
                new DesiredStack(annotated, desired.generation(), DesiredStack.State.WANTED, null, null, null));
    }

    private static void openSsh(Drill drill) {
        Console console = drill.console();
        drill.simulation.act(() ->
                console.ec2.authorizeSecurityGroupIngress(request -> request.groupId(console.id("SecurityGroup/nat"))
                        .ipProtocol("tcp")
                        .fromPort(22)
                        .toPort(22)
                        .cidrIp("0.0.0.0/0")));
    }

    @Test
    void aReadyStackIsLookedAtWithoutWaitingForTheSweep() {
        try (Drill drill = Drill.minimal()) {
            openSsh(drill);
            drill.seconds(10);
            assertThat(drill.simulation.status(drill.stack).is("Ready")).isTrue();

            ask(drill, NOON);

            assertThat(drill.seconds(15).lastHandledReconcileAt()).isEqualTo(NOON);
            assertThat(drill.simulation.events)
                    .extracting(event -> event.reason())
                    .contains("DriftFound", "DriftGone");
        }
    }

    @Test
    void aValueIsServedOnceEvenOverARestart() {
        try (Drill drill = Drill.minimal()) {
            ask(drill, NOON);
            drill.seconds(15);
            int told = drill.simulation.history.size();
            drill.simulation.restart();
            drill.seconds(15);
            long before = drill.simulation.sandbox.journal().sequence();

            ask(drill, NOON);
            drill.seconds(15);

            assertThat(drill.simulation.calls(before)).isEmpty();
            assertThat(drill.simulation.history).hasSize(told);
        }
    }

    @Test
    void whatAwsDidNotAnswerIsAskedAgain() {
        try (Drill drill = Drill.minimal()) {
            drill.simulation
                    .sandbox
                    .faults()
                    .add(point -> point.action().equals("DescribeVpcs"), new Fault.RequestLost());
            drill.simulation.sandbox.faults().add(point -> point.service().equals("sts"), new Fault.RequestLost());
            drill.seconds(60);
            ask(drill, NOON);
            assertThat(drill.seconds(5).lastHandledReconcileAt()).isNull();

            drill.simulation.sandbox.faults().clear();
            drill.seconds(120);

            assertThat(drill.simulation.status(drill.stack).lastHandledReconcileAt())
                    .isEqualTo(NOON);
        }
    }

    @Test
    void aLongValueIsEchoedShort() {
        try (Drill drill = Drill.minimal()) {
            ask(drill, "now, ".repeat(1000));

            assertThat(drill.seconds(15).lastHandledReconcileAt()).hasSize(64);
        }
    }
}
