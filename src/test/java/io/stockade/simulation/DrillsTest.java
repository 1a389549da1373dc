package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.reconcile.DesiredStack;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** When something is fishy nothing is written, and the status says what is wrong and what to do. */
class DrillsTest {
    private static final String STACK = "default/minimal";

    @Test
    void everythingIsEmpty() {
        StackStatus status =
                drill(simulation -> simulation.sandbox.faults().emptyRegion(Simulation.ACCOUNT, Console.REGION, true));

        assertThat(status.condition("Ready").orElseThrow().status()).isEqualTo("Unknown");
    }

    @Test
    void memoryIsLost() {
        StackStatus status = drill(simulation -> simulation.memory.forget(STACK));

        assertThat(status.is("Ready")).isTrue();
    }

    @Test
    void theManifestIsGone() {
        StackStatus status = drill(simulation -> {
            DesiredStack desired = Objects.requireNonNull(simulation.wanted.get(STACK));
            simulation.put(new DesiredStack(
                    desired.manifest(), desired.generation(), DesiredStack.State.ORPHANED, null, null, null));
        });

        assertThat(status.phase()).isEqualTo("Orphaned");
    }

    private static StackStatus drill(Consumer<Simulation> trouble) {
        try (Simulation simulation = new Simulation()) {
            simulation.untilReady(simulation.apply(Simulation.example("minimal")));
            simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(6)));
            long begun = simulation.sandbox.journal().sequence();

            trouble.accept(simulation);
            for (int minute = 0; minute < 3; minute++) {
                simulation.sweep(STACK);
                simulation.time.runUntil(simulation.time.now().plusSeconds(50));
            }

            assertThat(simulation.writes(begun)).isEmpty();
            assertThat(simulation.defects).isEmpty();
            return simulation.status(STACK);
        }
    }
}
