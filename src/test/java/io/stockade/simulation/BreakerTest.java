package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.reconcile.EngineSettings;
import io.stockade.reconcile.Trigger;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.settings.Quotas;
import io.stockade.sandbox.settings.SandboxSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Credentials that were revoked: many stacks ask with them now and then, all together, and say what is wrong. */
class BreakerTest {
    private static final int STACKS = 5;
    private static final String STACK = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: stack-%1$d}
            spec:
              region: eu-west-1
              network: {cidr: 10.%1$d.0.0/16, nat: {mode: None}, tiers: [{name: data, access: Isolated}]}
            """;

    @Test
    void revokedCredentialsAreAskedOfByOneNowAndThen() {
        try (Simulation simulation = new Simulation(
                SandboxSettings.defaults().withQuotas(Quotas.raised()),
                EngineSettings.of("test", false, Duration.ofMinutes(1)))) {
            List<String> stacks = new ArrayList<>();
            for (int number = 0; number < STACKS; number++) {
                stacks.add(simulation.apply(Simulation.manifest(STACK.formatted(number))));
            }
            stacks.forEach(simulation::untilReady);
            simulation.sandbox.faults().add(point -> true, new Fault.Refused("ExpiredToken", 400, "expired"));
            long before = simulation.sandbox.journal().sequence();

            minutes(simulation, stacks, 10);

            assertThat(simulation.calls(before)).hasSizeLessThanOrEqualTo(STACKS + 15);
            assertThat(stacks)
                    .allSatisfy(stack -> assertThat(simulation
                                    .status(stack)
                                    .condition("Stalled")
                                    .orElseThrow()
                                    .message())
                            .contains("renew them"));
            simulation.sandbox.faults().clear();
            // The first asks whether they work again, the others ask after it.
            minutes(simulation, stacks, 2);
            assertThat(stacks)
                    .allSatisfy(stack ->
                            assertThat(simulation.status(stack).is("Ready")).isTrue());
        }
    }

    private static void minutes(Simulation simulation, List<String> stacks, int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            simulation.time.runUntil(simulation.time.now().plusSeconds(55));
            stacks.forEach(stack -> simulation.engine().trigger(new Trigger(stack, Trigger.Reason.SWEEP)));
            simulation.time.runUntil(simulation.time.now().plusSeconds(5));
        }
    }
}
