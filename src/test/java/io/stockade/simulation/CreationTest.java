package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.Fault;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stack comes up, stays as it is, and goes away without a trace. */
class CreationTest {
    private static final String STACK = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: new}
            spec:
              region: eu-west-1
              network:
                zones: 2
                tiers:
                  - {name: public, access: Public}
                  - {name: app, access: Private}
            """;
    private static final String GATEWAY = "    nat: {mode: Gateway}\n";
    private static final String ENDPOINT = "    endpoints: [{service: ssm, tiers: [app]}]\n";

    @Test
    void comesUpStaysAndGoes() {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(Simulation.example("minimal"));

            simulation.untilReady(stack);
            long built = simulation.sandbox.journal().sequence();
            simulation.sweep(stack);
            assertThat(simulation.writes(built)).isEmpty();

            simulation.delete(stack);
            simulation.untilGone(stack);
            assertThat(simulation.defects).isEmpty();
        }
    }

    @Test
    void isCreatedUntilItWasReadyOnceAndUpdatedFromThenOn() {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(Simulation.manifest(STACK + GATEWAY));
            simulation.untilReady(stack);
            int built = simulation.history.size();

            simulation.apply(Simulation.manifest(STACK + GATEWAY + ENDPOINT));
            simulation.untilSettled(stack);

            assertThat(phases(simulation, 0, built)).containsExactly("Creating", "Ready");
            assertThat(phases(simulation, built, simulation.history.size())).containsExactly("Updating", "Ready");
        }
    }

    /** Whatever comes between, be it a new manifest, a new process or a cloud that can't be asked. */
    @Test
    void isStillCreatedAfterAnInterruption() {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(Simulation.manifest(STACK + GATEWAY));
            simulation.until(
                    stack,
                    Duration.ofMinutes(2),
                    status -> status.outputs().subnets().size() == 2);
            simulation.apply(Simulation.manifest(STACK + GATEWAY + "  tags: {more: \"1\"}\n"));
            Instant back = simulation.time.now().plusSeconds(20);
            simulation.sandbox.faults().add(point -> simulation.time.now().isBefore(back), new Fault.Denied());
            simulation.restart();

            simulation.untilSettled(stack);

            assertThat(phases(simulation, 0, simulation.history.size()))
                    .containsExactly("Creating", "Stalled", "Creating", "Ready");
        }
    }

    /** In the order in which they were told, each as long as it lasted. */
    private static List<String> phases(Simulation simulation, int from, int to) {
        List<String> phases = new ArrayList<>();
        for (StackStatus status : simulation.history.subList(from, to)) {
            if (phases.isEmpty() || !phases.get(phases.size() - 1).equals(status.phase())) {
                phases.add(status.phase());
            }
        }
        return phases;
    }
}
