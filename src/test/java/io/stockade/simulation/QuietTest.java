package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.reconcile.StackEvent;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes as it should alarms nobody: drift is told when somebody else did something, and not of our own work. */
class QuietTest {
    private static final String STACK = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: quiet}
            spec:
              region: eu-west-1
              approval: {required: Never}
              network:
                zones: 2
                nat: {mode: %s}
                tiers:
                  - {name: public, access: Public}
                  - {name: app, access: Private}
            """;
    private static final String TIER = "      - {name: batch, access: Private}\n";

    /** The pause of the orders example is over when the simulation starts. */
    @ParameterizedTest
    @ValueSource(strings = {"minimal", "gateway", "orders", "isolated"})
    void aCreationIsNoDrift(String example) {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(Simulation.example(example));

            simulation.untilReady(stack);
            simulation.sweep(stack);

            assertQuiet(simulation);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Instance", "Gateway"})
    void aTierThatIsAddedIsNoDrift(String nat) {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(Simulation.manifest(STACK.formatted(nat)));
            simulation.untilReady(stack);

            simulation.apply(Simulation.manifest(STACK.formatted(nat) + TIER));
            simulation.untilSettled(stack);
            simulation.sweep(stack);

            assertThat(simulation.status(stack).outputs().subnets()).containsKey("batch");
            assertQuiet(simulation);
        }
    }

    @ParameterizedTest
    @CsvSource({"Instance, Gateway", "Gateway, Instance"})
    void anotherNatIsNoDrift(String from, String to) {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(Simulation.manifest(STACK.formatted(from)));
            simulation.untilReady(stack);

            simulation.apply(Simulation.manifest(STACK.formatted(to)));
            simulation.untilSettled(stack);
            simulation.sweep(stack);

            assertQuiet(simulation);
        }
    }

    /** An API server pays for every write of an object, and so does everybody who watches it. */
    @ParameterizedTest
    @ValueSource(strings = {"minimal", "gateway", "secrets"})
    void anHourWithoutChangeIsNoNewsAndNothingToRemember(String example) {
        try (Simulation simulation = new Simulation()) {
            Account.furnish(simulation);
            String stack = simulation.apply(Simulation.example(example));
            simulation.untilReady(stack);
            simulation.time.runUntil(simulation.time.now().plus(Duration.ofHours(2)));
            simulation.sweep(stack);
            List<StackStatus> told = List.copyOf(simulation.history);
            long remembered = simulation.memory.find(stack).orElseThrow().version();

            for (int minute = 0; minute < 60; minute++) {
                simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(1)));
                simulation.sweep(stack);
            }

            assertThat(simulation.history).isEqualTo(told);
            assertThat(simulation.memory.find(stack).orElseThrow().version()).isEqualTo(remembered);
            assertThat(simulation.status(stack).observation().time())
                    .as("how fresh it is")
                    .isGreaterThan(told.get(told.size() - 1).observation().time());
        }
    }

    private static void assertQuiet(Simulation simulation) {
        assertThat(simulation.history)
                .filteredOn(status -> status.is("Drifted") || status.drift().total() > 0)
                .isEmpty();
        assertThat(simulation.events).extracting(StackEvent::reason).doesNotContain("DriftFound", "DriftGone");
        assertThat(simulation.defects).isEmpty();
    }
}
