package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.EngineSettings;
import io.stockade.sandbox.JournalEntry;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Pause and read-only hold back every write, Report only repairs; what is held is seen and told all the same. */
class HoldsTest {
    private static final String STACK = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: held}
            spec:
              region: eu-west-1
              network: {zones: 2, nat: {mode: None}}
              securityGroups: [{name: app}, {name: db}]
              links:
                - {from: {group: app}, to: {group: db}, port: 5432}
            """;
    private static final String MORE = STACK + "    - {from: {cidr: 203.0.113.0/24}, to: {group: app}, port: 443}\n";

    @Test
    void aPauseHoldsBackRepairsAndTheManifestUntilItEnds() {
        try (Drill drill = Drill.of(Simulation.manifest(STACK))) {
            Instant end = drill.simulation.time.now().plus(Duration.ofMinutes(30));
            String pause = "  pause: {until: \"" + end + "\", reason: freeze}\n";
            drill.simulation.apply(Simulation.manifest(MORE + pause));
            openSsh(drill);

            StackStatus status = drill.minutes(5);

            drill.nothingWritten();
            assertDriftTold(drill);
            assertThat(drill.told("Ready", "False", "ChangesHeld")).contains("paused: freeze, until " + end);
            assertThat(drill.told("Reconciling", "False", "ChangesHeld")).contains("paused: freeze, until " + end);
            assertThat(status.message()).contains("changes held: paused: freeze, until " + end);
            drill.seconds(27 * 60);
            assertThat(drill.simulation.status(drill.stack).is("Ready")).isTrue();
            drill.told("Drifted", "False", "InSync");
            assertThat(drill.simulation.writes(0))
                    .extracting(JournalEntry::action)
                    .contains("RevokeSecurityGroupIngress");
            assertThat(drill.simulation.defects).isEmpty();
        }
    }

    @Test
    void aReadOnlyServiceWritesNothingAtAll() {
        EngineSettings readOnly = EngineSettings.of("test", true, Duration.ofMinutes(1));
        try (Drill drill = Drill.of(Simulation.manifest(STACK))) {
            openSsh(drill);
            drill.simulation.restart(readOnly);
            drill.simulation.apply(Simulation.manifest(MORE));

            StackStatus status = drill.minutes(5);

            drill.nothingWritten();
            assertDriftTold(drill);
            assertThat(drill.told("Ready", "False", "ChangesHeld")).contains("read-only");
            assertThat(drill.told("Reconciling", "False", "ChangesHeld")).contains("read-only");
            assertThat(status.message())
                    .contains("changes held: this process is read-only: a service that runs without --read-only");
        }
    }

    @Test
    void aReadOnlyServiceDeletesNothingEither() {
        EngineSettings readOnly = EngineSettings.of("test", true, Duration.ofMinutes(1));
        try (Drill drill = Drill.of(Simulation.manifest(STACK))) {
            drill.simulation.restart(readOnly);
            drill.simulation.delete(drill.stack);

            drill.minutes(7);

            drill.nothingWritten();
            assertThat(drill.simulation.forgotten).isEmpty();
            assertThat(drill.simulation.status(drill.stack).phase()).isEqualTo("Deleting");
        }
    }

    @Test
    void reportLeavesDriftAndLetsTheManifestThrough() {
        try (Drill drill = Drill.of(Simulation.manifest(STACK + "  drift: {mode: Report}\n"))) {
            openSsh(drill);
            drill.minutes(3);
            drill.nothingWritten();
            assertDriftTold(drill);
            drill.told("Ready", "True", "AsDeclared");
            long begun = drill.simulation.sandbox.journal().sequence();

            drill.simulation.apply(Simulation.manifest(MORE + "  drift: {mode: Report}\n"));
            drill.minutes(3);

            assertThat(drill.simulation.writes(begun))
                    .extracting(JournalEntry::action)
                    .containsExactly("AuthorizeSecurityGroupIngress");
            assertDriftTold(drill);
            drill.told("Ready", "True", "AsDeclared");
            assertThat(drill.simulation.defects).isEmpty();
        }
    }

    @Test
    void anOrphanIsWatchedAndNotRepaired() {
        try (Drill drill = Drill.of(Simulation.manifest(STACK))) {
            DesiredStack desired = drill.desired();
            drill.simulation.put(new DesiredStack(
                    desired.manifest(), desired.generation(), DesiredStack.State.ORPHANED, null, null, null));
            openSsh(drill);

            StackStatus status = drill.minutes(3);

            drill.nothingWritten();
            assertDriftTold(drill);
            assertThat(status.phase()).isEqualTo("Orphaned");
            assertThat(status.message()).contains("its manifest is gone: bring it back, or delete the stack with");
        }
    }

    private static void openSsh(Drill drill) {
        Console console = drill.console();
        drill.simulation.act(() ->
                console.ec2.authorizeSecurityGroupIngress(request -> request.groupId(console.id("SecurityGroup/app"))
                        .ipProtocol("tcp")
                        .fromPort(22)
                        .toPort(22)
                        .cidrIp("0.0.0.0/0")));
    }

    private static void assertDriftTold(Drill drill) {
        assertThat(drill.told("Drifted", "True", "DriftFound")).contains("CRITICAL");
        assertThat(drill.simulation.status(drill.stack).drift().items())
                .singleElement()
                .satisfies(drift -> {
                    assertThat(drift.resource()).contains("tcp:22");
                    assertThat(drift.driftClass()).isEqualTo("Unexpected");
                    assertThat(drift.severity()).isEqualTo("Critical");
                });
    }
}
