package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A stack comes up, stays as it is, and goes away without a trace. */
class CreationTest {
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
}
