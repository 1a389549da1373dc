package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.blueprint.Questions;
import io.stockade.blueprint.StackBlueprint;
import io.stockade.graph.AddressPlan;
import io.stockade.graph.Owner;
import io.stockade.graph.RegionFacts;
import io.stockade.graph.ResourceGraph;
import io.stockade.sandbox.JournalEntry;
import io.stockade.spec.SecureStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stack costs in calls and in time: the figures of docs/performance.md. */
class CallBudgetTest {
    /** How long the sandbox's auto-scaling group takes until its instance is in service. */
    private static final double INSTANCE = 50;

    @ParameterizedTest
    @CsvSource({"minimal, 11", "gateway, 10"})
    void aCreationIsHardlyMoreThanItsWrites(String example, int sweepCalls) {
        try (Simulation simulation = new Simulation()) {
            SecureStack manifest = Simulation.example(example);
            NeededCalls needed = new NeededCalls(graph(simulation, manifest), INSTANCE);
            long begun = simulation.sandbox.journal().sequence();
            java.time.Instant start = simulation.time.now();

            String stack = simulation.apply(manifest);
            simulation.untilReady(stack);

            List<JournalEntry> writes = simulation.writes(begun);
            Duration took = Duration.between(start, simulation.time.now());
            long calls = simulation.calls(begun).size();
            System.out.printf(
                    "%s: %d calls to create, %d of them writes (needed %d), %s on the virtual clock (critical path %s)%n",
                    example, calls, writes.size(), needed.mutating(), took, needed.criticalPath());
            assertThat(writes).hasSize(needed.mutating()).allMatch(JournalEntry::succeeded);
            assertThat(calls).isLessThanOrEqualTo(writes.size() * 3L / 2);
            assertThat(took.toMillis())
                    .isLessThanOrEqualTo(needed.criticalPath().toMillis() * 105 / 100);

            simulation.time.runUntil(simulation.time.now().plusSeconds(60));
            long built = simulation.sandbox.journal().sequence();
            simulation.sweep(stack);
            assertThat(simulation.writes(built)).isEmpty();
            assertThat(simulation.calls(built)).hasSize(sweepCalls);
            assertThat(simulation.defects).isEmpty();
        }
    }

    @Test
    void convergedMeansConverged() {
        for (String example : List.of("minimal", "gateway", "orders", "isolated")) {
            try (Simulation simulation = new Simulation()) {
                SecureStack manifest = Simulation.example(example);
                String stack = simulation.apply(manifest);
                simulation.untilReady(stack);
                long built = simulation.sandbox.journal().sequence();

                for (int sweep = 0; sweep < 3; sweep++) {
                    simulation.sweep(stack);
                }

                assertThat(simulation.writes(built)).as(example).isEmpty();
                assertThat(simulation
                                .time
                                .call(() -> simulation.engine().preview(manifest))
                                .plan()
                                .empty())
                        .as(example)
                        .isTrue();
            }
        }
    }

    /** The graph of a manifest, drawn with the sandbox's own facts. */
    private static ResourceGraph graph(Simulation simulation, SecureStack manifest) {
        Questions questions = StackBlueprint.questions(manifest);
        RegionFacts facts = simulation.time.call(() -> simulation
                .cloud(manifest.spec().region())
                .facts(questions.instanceTypes(), questions.services(), questions.prefixLists()));
        Owner owner =
                new Owner("test", manifest.key(), "uid-" + manifest.metadata().name());
        return StackBlueprint.draw(manifest, facts.withVpcRanges(Map.of()), AddressPlan.EMPTY, owner)
                .graph();
    }
}
