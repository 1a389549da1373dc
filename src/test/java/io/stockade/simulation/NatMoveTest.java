package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.JournalEntry;
import io.stockade.spec.SecureStack;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A NAT that moves leaves things behind that AWS keeps until an instance has ended. They are waited for, and not asked
 * for in vain: where nobody disturbs a move, AWS refuses nothing, and no status calls it a failure.
 */
class NatMoveTest {
    private static final String ELSEWHERE = "{nat: {mode: Instance}, tiers: [{name: edge, access: Public}, "
            + "{name: public, access: Public}, {name: app, access: Private}]}";
    private static final String HERE =
            "{nat: {mode: Instance}, tiers: [{name: public, access: Public}, {name: app, access: Private}]}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "to another tier | " + HERE + " | " + ELSEWHERE,
                "from a tier that goes | " + ELSEWHERE + " | " + HERE,
                "to another zone | {nat: {mode: Instance}, zoneIds: [use1-az1, use1-az2]}"
                        + " | {nat: {mode: Instance}, zoneIds: [use1-az2, use1-az4]}",
                "out of zones | {nat: {mode: Instance, availability: PerZone}} | {nat: {mode: Instance}}",
                "into zones | {nat: {mode: Instance}} | {nat: {mode: Instance, availability: PerZone}}",
                "to a gateway | {nat: {mode: Instance}} | {nat: {mode: Gateway}}",
                "to an instance | {nat: {mode: Gateway}} | {nat: {mode: Instance}}",
                "away | {nat: {mode: Instance}} | {nat: {mode: None}}",
                "to a larger instance | {nat: {mode: Instance}} | {nat: {mode: Instance, instanceType: t4g.small}}",
            })
    void nothingIsRefused(String move, String before, String after) {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(manifest(before));
            simulation.untilReady(stack);
            int told = simulation.history.size();
            long begun = simulation.sandbox.journal().sequence();

            simulation.apply(manifest(after));
            simulation.agree(stack);

            assertUndisturbed(simulation, begun, told);
        }
    }

    /** Private tiers keep their way out until the next one works, but for the connections that are open. */
    @Test
    void anInstanceWorksUntilTheGatewayDoes() {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(manifest("{nat: {mode: Instance}}"));
            simulation.untilReady(stack);
            long begun = simulation.sandbox.journal().sequence();

            simulation.apply(manifest("{nat: {mode: Gateway}}"));
            simulation.agree(stack);

            assertThat(simulation.writes(begun))
                    .extracting(JournalEntry::action)
                    .containsSubsequence("CreateNatGateway", "ReplaceRoute", "DisassociateAddress", "ReleaseAddress")
                    .containsSubsequence("CreateNatGateway", "ReplaceRoute", "DeleteAutoScalingGroup");
        }
    }

    @Test
    void nothingIsRefusedWhereTheNatMovesOnWhileItMoves() {
        try (Simulation simulation = new Simulation()) {
            String stack = moving(simulation);
            int told = simulation.history.size();
            long begun = simulation.sandbox.journal().sequence();

            simulation.apply(manifest("{nat: {mode: Gateway}, tiers: [{name: edge, access: Public}, "
                    + "{name: public, access: Public}, {name: app, access: Private}]}"));
            simulation.agree(stack);

            assertUndisturbed(simulation, begun, told);
        }
    }

    @Test
    void nothingIsRefusedWhereTheServiceIsRestartedWhileItMoves() {
        try (Simulation simulation = new Simulation()) {
            String stack = moving(simulation);
            int told = simulation.history.size();
            long begun = simulation.sandbox.journal().sequence();

            simulation.restart();
            simulation.agree(stack);

            assertUndisturbed(simulation, begun, told);
        }
    }

    @Test
    void nothingIsRefusedWhereTheStackIsDeletedWhileItMoves() {
        try (Simulation simulation = new Simulation()) {
            String stack = moving(simulation);
            int told = simulation.history.size();
            long begun = simulation.sandbox.journal().sequence();

            simulation.delete(stack);
            simulation.untilGone(stack);

            assertUndisturbed(simulation, begun, told);
        }
    }

    /** A stack whose NAT instance ends, and whose next one is not there yet. */
    private static String moving(Simulation simulation) {
        String stack = simulation.apply(manifest(HERE));
        simulation.untilReady(stack);
        simulation.apply(manifest(ELSEWHERE));
        simulation.until(
                stack,
                Duration.ofMinutes(5),
                ignored -> simulation.sent.stream()
                        .anyMatch(sent -> sent.action().equals("TerminateInstanceInAutoScalingGroup")));
        simulation.time.runUntil(simulation.time.now().plusSeconds(5));
        return stack;
    }

    private static void assertUndisturbed(Simulation simulation, long begun, int told) {
        List<StackStatus> statuses = simulation.history.subList(told, simulation.history.size());
        assertThat(simulation.calls(begun)).allMatch(JournalEntry::succeeded);
        assertThat(statuses.stream().flatMap(status -> status.resources().unhealthy().stream()))
                .noneMatch(resource -> resource.state().equals("Failed"));
        assertThat(statuses).noneMatch(status -> status.is("Drifted"));
        assertThat(simulation.defects).isEmpty();
    }

    private static SecureStack manifest(String network) {
        return Simulation.manifest("""
                apiVersion: stockade.dev/v1alpha1
                kind: SecureStack
                metadata: {name: mover}
                spec: {region: us-east-1, network: %s}
                """.formatted(network));
    }
}
