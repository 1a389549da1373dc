package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.reconcile.Trigger;
import io.stockade.status.StackStatus;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Counts of calls are in the status, and are no reason to write it. */
class CountsTest {
    private static StackStatus.LastHour lastHour(Simulation simulation, String stack) {
        return Objects.requireNonNull(simulation.status(stack).calls()).lastHour();
    }

    @Test
    void moreCallsAloneAreNoNews() {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(Simulation.example("minimal"));
            simulation.untilReady(stack);
            simulation.sweep(stack);
            int told = simulation.history.size();
            long counted = lastHour(simulation, stack).total();

            simulation.ledger.called(Simulation.ACCOUNT, Console.REGION, stack, "DescribeVpcs", "ok");
            simulation.engine().trigger(new Trigger(stack, Trigger.Reason.MANIFEST));
            simulation.time.runUntil(simulation.time.now().plusSeconds(5));

            assertThat(simulation.history).hasSize(told);
            assertThat(simulation.ledger.lastHour(stack).sent()).isGreaterThan(counted);
            simulation.sweep(stack);
            assertThat(lastHour(simulation, stack).total())
                    .as("told with the next news")
                    .isGreaterThan(counted);
        }
    }

    @Test
    void everyCallOfAStackIsInItsStatus() {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(Simulation.example("minimal"));

            simulation.untilReady(stack);

            StackStatus.LastHour hour = lastHour(simulation, stack);
            assertThat(hour.writes()).isEqualTo(simulation.writes(0).size());
            // What is read for all stacks of the region is counted for none of them.
            assertThat(hour.total())
                    .isBetween(hour.writes(), (long) simulation.calls(0).size());
            assertThat(hour.held()).isZero();
        }
    }
}
