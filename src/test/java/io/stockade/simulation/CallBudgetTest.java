package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.docs.Figures;
import io.stockade.graph.ResourceGraph;
import io.stockade.sandbox.JournalEntry;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.spec.SecureStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stack costs in calls and in time: the figures of docs/performance.md. */
class CallBudgetTest {
    private static final int MOST_SWEEP_CALLS = 12;
    private static final Figures.Table BUILDING = Figures.table("to build");
    private static final Figures.Table SECRETS = Figures.table("to build `secrets`");

    @ParameterizedTest
    @CsvSource({"default, minimal, 11", "gateway, gateway, 10"})
    void aCreationIsHardlyMoreThanItsWrites(String name, String example, int sweepCalls) {
        SecureStack manifest = Simulation.example(example);
        NeededCalls needed = new NeededCalls(graph(manifest), SandboxSettings.defaults());
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(manifest);
            simulation.untilReady(stack);

            List<JournalEntry> writes = simulation.writes(0);
            int calls = simulation.calls(0).size();
            Duration took = Duration.between(Simulation.START, simulation.readyAt.get(stack));
            System.out.printf(
                    "%s: %d calls to create, %d of them writes (needed %d), %s on the virtual clock (critical path %s)%n",
                    name, calls, writes.size(), needed.mutating(), took, needed.criticalPath());
            assertThat(writes).hasSize(needed.mutating()).allMatch(JournalEntry::succeeded);
            assertThat(simulation.sent).filteredOn(Wiretap.Sent::mutating).doesNotHaveDuplicates();
            assertThat(calls).isLessThanOrEqualTo(needed.mutating() * 3 / 2);
            assertThat(took)
                    .isLessThanOrEqualTo(needed.criticalPath().multipliedBy(105).dividedBy(100));
            assertASweepWritesNothing(simulation, stack, sweepCalls);
            assertThat(documented(name)).containsExactly(calls, writes.size(), needed.mutating(), sweepCalls, 0);
            assertThat(List.of(seconds(took), seconds(needed.criticalPath())))
                    .containsExactly(
                            BUILDING.cell("from the manifest to `Ready`", column(name)),
                            BUILDING.cell("critical path, by the oracle", column(name)));
        }
    }

    /** Lambda refuses a role that was made a moment ago, which nobody can know before; everything else is called once. */
    @Test
    void secretsCostTheirWritesAndWhatLambdaRefuses() {
        SecureStack manifest = Simulation.example("secrets");
        NeededCalls needed = new NeededCalls(graph(manifest), SandboxSettings.defaults());
        try (Simulation simulation = new Simulation()) {
            Account.furnish(simulation);
            Instant begun = simulation.time.now();
            String stack = simulation.apply(manifest);
            simulation.untilReady(stack);

            List<JournalEntry> writes = simulation.writes(0);
            int calls = ours(simulation, 0).size();
            Duration took = Duration.between(begun, simulation.readyAt.get(stack));
            System.out.printf(
                    "secrets: %d calls to create, %d of them writes (needed %d), %s on the virtual clock%n",
                    calls, writes.size(), needed.mutating(), took);
            assertThat(writes)
                    .filteredOn(write -> !write.succeeded())
                    .extracting(JournalEntry::action)
                    .allMatch("CreateFunction"::equals);
            simulation.time.runUntil(simulation.time.now().plusSeconds(120));
            long built = simulation.sandbox.journal().sequence();
            simulation.sweep(stack);
            assertThat(simulation.writes(built)).isEmpty();
            assertThat(List.of(
                            calls,
                            writes.size(),
                            (int) writes.stream()
                                    .filter(JournalEntry::succeeded)
                                    .count(),
                            ours(simulation, built).size()))
                    .containsExactly(
                            SECRETS.figure("calls to create", "figure"),
                            SECRETS.figure("of them writes", "figure"),
                            SECRETS.figure("of them accepted", "figure"),
                            SECRETS.figure("calls of a sweep without change", "figure"));
            // The value that a person has to give is no call of ours.
            assertThat((int) writes.stream().filter(JournalEntry::succeeded).count())
                    .isEqualTo(needed.mutating() - 1);
        }
    }

    /** Without what functions call, whose roles bear our name. */
    private static List<JournalEntry> ours(Simulation simulation, long since) {
        return simulation.calls(since).stream()
                .filter(call -> !call.principal().contains("rotate"))
                .toList();
    }

    /** What docs/performance.md says of all this. */
    private static List<Integer> documented(String name) {
        return Stream.of(
                        "calls to create",
                        "of them writes",
                        "writes needed, by the oracle",
                        "calls of a sweep without change",
                        "writes of a sweep without change")
                .map(row -> BUILDING.figure(row, column(name)))
                .toList();
    }

    private static String column(String name) {
        return "`" + name + "`";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    @Test
    void theComparisonHasTheSameFigures() {
        Figures.Table creations = Figures.table("to create `gateway`");
        assertThat(creations.figure("Stockade", "calls"))
                .isEqualTo(BUILDING.figure("calls to create", column("gateway")));
        assertThat(creations.figure("Stockade", "writes"))
                .isEqualTo(BUILDING.figure("of them writes", column("gateway")));
    }

    private static void assertASweepWritesNothing(Simulation simulation, String stack, int calls) {
        // As long as sweeps are apart, so that the question whose credentials these are is among its calls.
        simulation.time.runUntil(simulation.time.now().plusSeconds(60));
        long built = simulation.sandbox.journal().sequence();
        simulation.sweep(stack);

        assertThat(simulation.writes(built)).isEmpty();
        assertThat(calls).isLessThanOrEqualTo(MOST_SWEEP_CALLS);
        assertThat(simulation.calls(built)).hasSize(calls);
        assertThat(simulation.defects).isEmpty();
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

    /** The graph of a manifest, drawn with the sandbox's own facts, which no other engine gets to know by it. */
    private static ResourceGraph graph(SecureStack manifest) {
        try (Simulation simulation = new Simulation()) {
            return simulation.graph(manifest);
        }
    }
}
