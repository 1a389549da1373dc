package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.reconcile.Trigger;
import io.stockade.sandbox.JournalEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it costs to look at many stacks of one account and region: the figures of docs/performance.md. */
class SweepBudgetTest {
    @ParameterizedTest
    @CsvSource({"gateway, 1, 12", "gateway, 10, 12", "gateway, 100, 18", "gateway, 1000, 112"})
    void manyStacksCostHardlyMoreThanOne(String example, int stacks, int most) {
        try (Simulation simulation = Fleet.standing(example, stacks)) {
            simulation.time.runUntil(simulation.time.now().plusSeconds(60));
            long before = simulation.sandbox.journal().sequence();

            simulation.wanted.keySet().forEach(stack -> simulation.engine()
                    .trigger(new Trigger(stack, Trigger.Reason.SWEEP)));
            simulation.time.runUntil(simulation.time.now().plusSeconds(60));

            List<JournalEntry> calls = simulation.calls(before);
            Map<String, Long> byAction = calls.stream()
                    .collect(Collectors.groupingBy(JournalEntry::action, TreeMap::new, Collectors.counting()));
            System.out.printf("%s: %d calls to look at %d stacks: %s%n", example, calls.size(), stacks, byAction);
            assertThat(simulation.writes(0)).isEmpty();
            assertThat(simulation.defects).isEmpty();
            assertThat(calls.size()).isLessThanOrEqualTo(most);
            assertThat(simulation.statuses.values()).hasSize(stacks).allMatch(status -> status.is("Ready"));
        }
    }
}
