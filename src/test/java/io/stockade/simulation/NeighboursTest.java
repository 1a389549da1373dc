package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.reconcile.StackEvent;
import io.stockade.reconcile.Trigger;
import io.stockade.sandbox.Tamper;
import io.stockade.sandbox.Tampering;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stacks that stand side by side share what is read, and nothing else. */
class NeighboursTest {
    private static final List<Tamper> DEEDS = List.of(
            Tamper.DELETE_ROUTE, Tamper.OPEN_SSH, Tamper.TERMINATE_NAT, Tamper.DELETE_SUBNET, Tamper.REMOVE_TAGS);

    /** One more than are tampered with. */
    private static final int STACKS = DEEDS.size() + 1;

    @Test
    void oneSweepFindsWhatHappenedToEachOfThem() {
        try (Simulation simulation = Fleet.built("minimal", STACKS)) {
            List<String> stacks = List.copyOf(simulation.wanted.keySet());
            // A list that contradicts what was just built is not believed yet.
            simulation.time.runUntil(simulation.time.now().plusSeconds(360));
            sweep(simulation);
            Tampering tampering = new Tampering(simulation.sandbox);
            for (int index = 0; index < DEEDS.size(); index++) {
                String stack = stacks.get(index);
                Tamper tamper = DEEDS.get(index);
                simulation.act(() -> tampering.apply(tamper, Simulation.ACCOUNT, "eu-west-1", stack, 1));
            }
            simulation.time.runUntil(simulation.time.now().plusSeconds(20));
            simulation.events.clear();

            sweep(simulation);

            assertThat(simulation.events)
                    .filteredOn(event -> event.reason().equals("DriftFound"))
                    .extracting(StackEvent::stack)
                    .containsOnly(stacks.subList(0, DEEDS.size()).toArray(String[]::new));
            stacks.forEach(stack -> simulation.until(
                    stack, Duration.ofMinutes(15), status -> status.is("Ready") && !status.is("Drifted")));
            assertThat(simulation.defects).isEmpty();
        }
    }

    @Test
    void whatGoesOfOneLeavesTheOthersAlone() {
        try (Simulation simulation = Fleet.built("minimal", STACKS)) {
            List<String> stacks = List.copyOf(simulation.wanted.keySet());
            simulation.delete(stacks.get(0));
            simulation.untilGone(stacks.get(0));
            long gone = simulation.sandbox.journal().sequence();

            sweep(simulation);

            assertThat(simulation.writes(gone)).isEmpty();
            stacks.subList(1, STACKS)
                    .forEach(stack ->
                            assertThat(simulation.status(stack).is("Ready")).isTrue());
            assertThat(simulation.defects).isEmpty();
        }
    }

    private static void sweep(Simulation simulation) {
        simulation
                .wanted
                .keySet()
                .forEach(stack -> simulation.engine().trigger(new Trigger(stack, Trigger.Reason.SWEEP)));
        simulation.time.runUntil(simulation.time.now().plusSeconds(20));
    }
}
