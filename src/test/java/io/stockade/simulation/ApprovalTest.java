package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.JournalEntry;
import io.stockade.spec.SecureStack;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What takes much away waits for a person, and once approved runs to its end, however many waves that takes. */
class ApprovalTest {
    private static final String WHOLE = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: big}
            spec:
              region: eu-west-1
              network:
                cidr: 10.80.0.0/16
                zones: 3
                tiers:
                  - {name: public, access: Public}
                  - {name: app, access: Private}
                  - {name: data, access: Isolated}
                  - {name: spare, access: Private}
                  - {name: other, access: Private}
                nat: {mode: Gateway}
                endpoints:
                  - {service: ssm, tiers: [spare]}
            """;
    private static final SecureStack MORE = Simulation.manifest(WHOLE);
    private static final SecureStack LESS =
            Simulation.manifest(WHOLE.replaceAll(" *- .name: (spare|other), access: Private.\n", "")
                    .replace("tiers: [spare]", "tiers: [app]"));

    @Test
    void aTierGoesOnlyWhenItsPlanIsApproved() {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(MORE);
            simulation.untilReady(stack);
            long built = simulation.sandbox.journal().sequence();

            simulation.apply(LESS);
            StackStatus waiting =
                    simulation.until(stack, Duration.ofMinutes(5), status -> status.is("AwaitingApproval"));
            simulation.time.runUntil(simulation.time.now().plusSeconds(120));
            simulation.sweep(stack);

            assertThat(deletions(simulation, built)).isEmpty();
            StackStatus.PendingPlan plan =
                    Objects.requireNonNull(simulation.status(stack).plan());
            assertThat(plan.delete()).isGreaterThanOrEqualTo(3);
            assertThat(plan.changes()).anyMatch(line -> line.contains("spare-euw1-az1"));
            assertThat(plan.risks()).anyMatch(line -> line.startsWith("outage: Subnet/spare-euw1-az1 (subnet-"));
            assertThat(waiting.condition("AwaitingApproval").orElseThrow().message())
                    .contains("approve ");

            simulation.approve(stack, "0123456789ab");
            simulation.sweep(stack);
            assertThat(deletions(simulation, built)).isEmpty();

            simulation.approve(stack, plan.id());
            simulation.until(
                    stack, Duration.ofMinutes(15), status -> status.is("Ready") && !status.is("AwaitingApproval"));
            assertThat(deletions(simulation, built)).contains("DeleteSubnet");
            assertThat(simulation.status(stack).outputs().subnets()).doesNotContainKey("spare");
            assertThat(simulation.defects).isEmpty();
        }
    }

    private static List<String> deletions(Simulation simulation, long since) {
        return simulation.writes(since).stream()
                .map(JournalEntry::action)
                .filter(action -> action.startsWith("Delete") || action.startsWith("Disassociate"))
                .toList();
    }
}
