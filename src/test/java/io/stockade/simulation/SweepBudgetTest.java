package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.docs.Figures;
import io.stockade.reconcile.Trigger;
import io.stockade.sandbox.JournalEntry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it costs to look at many stacks of one account and region: the figures of docs/performance.md. */
class SweepBudgetTest {
    private static final int MOST_A_STACK_AND_HOUR = 5;

    @ParameterizedTest
    @CsvSource({"1, 9, 12", "10, 9, 12", "100, 13, 18", "1000, 77, 112"})
    void aThousandStacksCostHardlyMoreThanTheirPages(int stacks, int calls, int most) {
        try (Simulation simulation = Fleet.standing("gateway", stacks)) {
            assertThat(sweep("gateway", simulation)).isEqualTo(calls).isLessThanOrEqualTo(most);
            assertThat(simulation.writes(0)).isEmpty();
        }
        assertThat(Figures.table("stacks").figure(String.format(Locale.ROOT, "%,d", stacks), "Stockade"))
                .isEqualTo(calls);
    }

    @ParameterizedTest
    @CsvSource({"1, 11", "10, 11"})
    void soDoStacksWithInstances(int stacks, int calls) {
        try (Simulation simulation = Fleet.built("minimal", stacks)) {
            assertThat(sweep("default", simulation)).isEqualTo(calls);
        }
    }

    @Test
    void whatIsOnlyToldOneByOneIsAskedOnceAnHour() {
        int stacks = 20;
        try (Simulation simulation = Fleet.standing("gateway", stacks)) {
            int once = sweep("gateway", simulation);
            long before = simulation.sandbox.journal().sequence();

            for (int minute = 0; minute < 60; minute++) {
                sweepAll(simulation);
            }

            long beside = simulation.calls(before).size() - 60L * once;
            System.out.printf("gateway: %d calls in an hour beside the sweeps of %d stacks%n", beside, stacks);
            assertThat(beside).isLessThanOrEqualTo((long) MOST_A_STACK_AND_HOUR * stacks);
            assertThat(simulation.writes(0)).isEmpty();
        }
    }

    private static int sweep(String name, Simulation simulation) {
        // What is told one by one was read when the service started; its hour is not over.
        sweepAll(simulation);
        long before = simulation.sandbox.journal().sequence();
        sweepAll(simulation);
        List<JournalEntry> calls = simulation.calls(before);
        Map<String, Long> byAction = calls.stream()
                .collect(Collectors.groupingBy(JournalEntry::action, TreeMap::new, Collectors.counting()));
        System.out.printf(
                "%s: %d calls to look at %d stacks: %s%n", name, calls.size(), simulation.wanted.size(), byAction);
        assertThat(calls).noneMatch(JournalEntry::mutating);
        assertThat(simulation.defects).isEmpty();
        assertThat(simulation.statuses.values())
                .hasSize(simulation.wanted.size())
                .allMatch(status -> status.is("Ready"));
        return calls.size();
    }

    private static void sweepAll(Simulation simulation) {
        simulation.time.runUntil(simulation.time.now().plusSeconds(30));
        simulation
                .wanted
                .keySet()
                .forEach(stack -> simulation.engine().trigger(new Trigger(stack, Trigger.Reason.SWEEP)));
        simulation.time.runUntil(simulation.time.now().plusSeconds(30));
    }
}
