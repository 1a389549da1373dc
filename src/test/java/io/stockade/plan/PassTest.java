package io.stockade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.graph.ResourceGraph;
import io.stockade.plan.Change.Action;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a graph and a world to a plan: nothing, everything, and everything away. */
class PassTest {
    @Test
    void nothingBuiltIsAPlanThatMakesEverything() {
        ResourceGraph graph = Stacks.full().build();

        Plan plan = Pass.of(graph, Stacks.empty(), Map.of()).plan();

        // AWS makes the main table and the default group with the VPC, and rotates no secret before it has a value
        assertThat(plan.creates()).isEqualTo(graph.nodes().size() - 3);
        assertThat(plan.changes()).allMatch(change -> change.action() == Action.CREATE);
        Oracle.ordered(plan);
    }

    @Test
    void everythingBuiltIsNoPlan() {
        ResourceGraph graph = Stacks.full().build();

        Pass pass = Pass.of(graph, Stacks.built(graph), Stacks.memory(graph));

        assertThat(pass.differences()).isEmpty();
        assertThat(pass.plan().changes()).isEmpty();
    }

    @Test
    void nothingDeclaredIsAPlanThatTakesEverythingAway() {
        ResourceGraph graph = Stacks.full().build();
        ResourceGraph nothing = ResourceGraph.builder().build();

        Plan plan = Pass.of(nothing, Stacks.built(graph), Map.of()).plan();

        assertThat(plan.changes()).allMatch(change -> change.action() == Action.DELETE);
        assertThat(Oracle.remaining(Stacks.built(graph), plan)).isEmpty();
    }
}
