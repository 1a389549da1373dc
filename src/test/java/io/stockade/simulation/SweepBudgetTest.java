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
    @CsvSource({"gateway, 1, 12", "gateway, 10, 13"})
    void manyStacksCostHardlyMoreThanOne(String example, int stacks, int most) {
        try (Simulation simulation = Simulation.unthrottled()) {
            long t0 = System.nanoTime();
            Fleet.of(example, stacks).forEach(simulation::apply);
            for (String stack : List.copyOf(simulation.wanted.keySet())) {
                simulation.until(stack, Duration.ofHours(3), status -> status.is("Ready"));
            }
            simulation.time.runUntil(simulation.time.now().plusSeconds(60));
            System.out.println("built in " + (System.nanoTime() - t0) / 1e9 + " virtual "
                    + Duration.between(Simulation.START, simulation.time.now()) + " calls "
                    + simulation.calls(0).size());
            long built = simulation.sandbox.journal().sequence();
            t0 = System.nanoTime();

            simulation
                    .wanted
                    .keySet()
                    .forEach(stack -> simulation.engine().trigger(new Trigger(stack, Trigger.Reason.SWEEP)));
            simulation.time.runUntil(simulation.time.now().plusSeconds(20));
            System.out.println("swept in " + (System.nanoTime() - t0) / 1e9);

            List<JournalEntry> calls = simulation.calls(built);
            Map<String, Long> byAction = calls.stream()
                    .collect(Collectors.groupingBy(JournalEntry::action, TreeMap::new, Collectors.counting()));
            System.out.printf("%s: %d stacks: %d calls %s%n", example, stacks, calls.size(), byAction);
            assertThat(simulation.writes(built)).isEmpty();
            assertThat(calls.size()).isLessThanOrEqualTo(most);
        }
    }
}
