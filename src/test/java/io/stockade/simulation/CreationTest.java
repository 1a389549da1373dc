package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.JournalEntry;
import org.junit.jupiter.api.Test;

/** A stack comes up, stays as it is, and goes away without a trace. */
class CreationTest {
    @Test
    void comesUpStaysAndGoes() {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(Simulation.example("minimal"));

            simulation.untilReady(stack);
            System.out.println(simulation.time.now());
            simulation.sandbox.journal().entries().forEach(System.out::println);
            long built = simulation.sandbox.journal().sequence();
            simulation.sweep(stack);
            System.out.println(simulation.status(stack));
            assertThat(simulation.writes(built)).isEmpty();
            simulation.calls(built).stream().map(JournalEntry::action).forEach(System.out::println);

            simulation.delete(stack);
            simulation.untilGone(stack);
            assertThat(simulation.defects).isEmpty();
        }
    }
}
