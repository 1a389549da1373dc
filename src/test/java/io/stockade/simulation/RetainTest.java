package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.StackEvent;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import io.stockade.spec.SecureStack;
import io.stockade.status.StackStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A retained stack stays in AWS as it is, is forgotten, and can be taken up again without a change to it. */
class RetainTest {
    private static final String STACK = "default/kept";
    private static final String GATEWAY =
            "{nat: {mode: Gateway, availability: PerZone}, endpoints: [{service: s3}, {service: ssm}]}";
    private static final String INSTANCE = "{nat: {mode: Instance, sessionManager: Enabled}}";
    private static final String ISOLATED = "{tiers: [{name: data, access: Isolated}]}";

    @ParameterizedTest
    @ValueSource(strings = {GATEWAY, INSTANCE})
    void theLastStatusSaysWhatStaysAndHowToTakeItUpAgain(String network) {
        try (Simulation simulation = built(network)) {
            long begun = simulation.sandbox.journal().sequence();

            StackStatus last = retained(simulation, network);

            assertThat(simulation.writes(begun)).isEmpty();
            assertThat(simulation.forgotten).containsExactly(STACK);
            assertThat(simulation.memory.find(STACK)).isEmpty();
            assertThat(last.message())
                    .contains("stay in AWS, of which these cost money by the hour: ElasticIp eipalloc-")
                    .contains(network.equals(GATEWAY) ? "NatGateway nat-" : "AutoScalingGroup ")
                    .contains("apply the manifest with the annotation stockade.dev/adopt-uid: uid-1");
            assertThat(simulation.events)
                    .filteredOn(event -> event.reason().equals("Retained"))
                    .extracting(StackEvent::message)
                    .containsExactly(last.message());
            assertThat(last.outputs().vpcId()).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GATEWAY, INSTANCE})
    void appliedAgainItWaitsForTheAnnotationAndThenIsReadyWithoutAWrite(String network) {
        try (Simulation simulation = built(network)) {
            retained(simulation, network);
            long begun = simulation.sandbox.journal().sequence();

            simulation.put(wanted(network, "uid-2", DesiredStack.State.WANTED, null));
            StackStatus waiting = stalled(simulation);
            simulation.put(wanted(network, "uid-2", DesiredStack.State.WANTED, "uid-1"));
            StackStatus ready = simulation.untilReady(STACK);

            assertThat(waiting.condition("Stalled").orElseThrow().reason()).isEqualTo("OtherIncarnation");
            assertThat(waiting.message()).contains("set the annotation stockade.dev/adopt-uid: uid-1");
            assertThat(ready.phase()).isEqualTo("Ready");
            assertThat(simulation.writes(begun)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GATEWAY, ISOLATED})
    void oneListThatShowsNoVpcMakesNoSecondOneOfWhatNobodyRemembers(String network) {
        try (Simulation simulation = built(network)) {
            retained(simulation, network);
            simulation.restart();
            long begun = simulation.sandbox.journal().sequence();
            simulation.sandbox.faults().add(FaultPoint.action("DescribeVpcs", 1), new Fault.EmptyRead());

            simulation.put(wanted(network, "uid-2", DesiredStack.State.WANTED, null));
            StackStatus waiting = stalled(simulation);

            assertThat(waiting.condition("Stalled").orElseThrow().reason()).isEqualTo("OtherIncarnation");
            assertThat(simulation.writes(begun)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GATEWAY, INSTANCE})
    void oneTakenUpNeedsTheAnnotationNoLongerAndCanBeDeleted(String network) {
        try (Simulation simulation = built(network)) {
            retained(simulation, network);
            long begun = simulation.sandbox.journal().sequence();
            simulation.put(wanted(network, "uid-2", DesiredStack.State.WANTED, "uid-1"));
            simulation.untilReady(STACK);

            simulation.put(wanted(network, "uid-2", DesiredStack.State.WANTED, null));
            simulation.restart();
            simulation.sweep(STACK);

            assertThat(simulation.status(STACK).phase()).isEqualTo("Ready");
            assertThat(simulation.writes(begun)).isEmpty();
            simulation.put(new DesiredStack(
                    manifest(network, "uid-2", "Delete"), 3, DesiredStack.State.DELETING, null, null, null));
            simulation.untilGone(STACK);
            assertThat(simulation.status(STACK).message()).isEqualTo("nothing is left");
            assertThat(simulation.defects).isEmpty();
        }
    }

    private static Simulation built(String network) {
        Simulation simulation = new Simulation();
        simulation.put(wanted(network, "uid-1", DesiredStack.State.WANTED, null));
        simulation.untilReady(STACK);
        simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(6)));
        return simulation;
    }

    private static StackStatus retained(Simulation simulation, String network) {
        simulation.put(wanted(network, "uid-1", DesiredStack.State.DELETING, null));
        StackStatus last = simulation.until(
                STACK, Duration.ofMinutes(1), status -> status.phase().equals("Retained"));
        simulation.wanted.remove(STACK);
        return last;
    }

    private static StackStatus stalled(Simulation simulation) {
        return simulation.until(STACK, Duration.ofMinutes(1), status -> status.is("Stalled"));
    }

    private static DesiredStack wanted(String network, String uid, DesiredStack.State state, @Nullable String adopt) {
        return new DesiredStack(manifest(network, uid, "Retain"), 1, state, null, null, adopt);
    }

    private static SecureStack manifest(String network, String uid, String mode) {
        return Simulation.withUid(Simulation.manifest("""
                apiVersion: stockade.dev/v1alpha1
                kind: SecureStack
                metadata: {name: kept}
                spec: {region: eu-west-1, deletion: {mode: %s}, network: %s}
                """.formatted(mode, network)), uid);
    }
}
