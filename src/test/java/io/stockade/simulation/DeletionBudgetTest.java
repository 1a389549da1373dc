package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.JournalEntry;
import io.stockade.spec.SecureStack;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What taking a stack down costs in calls: the figures of docs/performance.md. */
class DeletionBudgetTest {
    @ParameterizedTest
    @CsvSource({"minimal, 47, 35, 21", "gateway, 59, 44, 29"})
    void aDeletionReadsOnlyWhatItWaitsFor(String example, int calls, int writes, int needed) {
        try (Simulation simulation = new Simulation()) {
            SecureStack manifest = Simulation.example(example);
            String stack = simulation.apply(manifest);
            simulation.untilReady(stack);
            long built = simulation.sandbox.journal().sequence();

            simulation.delete(stack);
            simulation.untilGone(stack);

            List<JournalEntry> made = simulation.calls(built);
            List<JournalEntry> written = simulation.writes(built);
            System.out.printf(
                    "%s: %d calls to delete, %d of them writes (needed %d)%n",
                    example, made.size(), written.size(), NeededDeletions.of(simulation.graph(manifest)));
            assertThat(made).hasSize(calls);
            assertThat(written).hasSize(writes).allMatch(JournalEntry::succeeded);
            assertThat(Duration.between(written.get(writes - 1).time(), simulation.time.now()))
                    .as("what was seen to go is believed to be gone")
                    .isLessThan(Duration.ofSeconds(2));
            assertThat(NeededDeletions.of(simulation.graph(manifest))).isEqualTo(needed);
            assertThat(simulation.defects).isEmpty();
        }
    }
}
