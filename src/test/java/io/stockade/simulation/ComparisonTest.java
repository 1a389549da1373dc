package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.docs.Figures;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.sandbox.JournalEntry;
import io.stockade.spec.SecureStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The comparison in docs/performance.md: what others' code does for each thing is written there, and what it comes to
 * for this stack, and what ours does, is counted here.
 */
class ComparisonTest {
    private static final SecureStack GATEWAY = Simulation.example("gateway");
    private static final String ALL = "all";
    private static final int MINUTES_A_DAY = 24 * 60;

    @Test
    void theStackIsCountedFromItsGraph() {
        Map<String, Integer> counted = new TreeMap<>();
        graph().nodes().keySet().forEach(address -> counted.merge(address.kind().toString(), 1, Integer::sum));
        Figures.Table looks = Figures.table("kind");

        Map<String, Integer> written = new TreeMap<>();
        looks.names().forEach(kind -> written.put(kind, looks.figure(kind, "in `gateway`")));

        assertThat(written.remove(ALL)).isEqualTo(graph().nodes().size());
        assertThat(written).isEqualTo(counted);
        for (String other : List.of("Terraform", "ACK")) {
            int sum = counted.keySet().stream()
                    .mapToInt(kind -> counted.getOrDefault(kind, 0) * looks.figure(kind, other))
                    .sum();
            assertThat(looks.figure(ALL, other)).as(other).isEqualTo(sum);
        }
    }

    @Test
    void whoLooksAtEachThingPaysForEachStack() {
        Figures.Table looks = Figures.table("kind");
        Figures.Table sweeps = Figures.table("stacks");

        for (String row : sweeps.names()) {
            int stacks = Figures.number(row);
            assertThat(sweeps.figure(row, "Terraform")).as(row).isEqualTo(stacks * looks.figure(ALL, "Terraform"));
            assertThat(sweeps.figure(row, "Crossplane")).as(row).isEqualTo(stacks * looks.figure(ALL, "Terraform"));
            assertThat(sweeps.figure(row, "ACK")).as(row).isEqualTo(stacks * looks.figure(ALL, "ACK"));
            assertThat(sweeps.figure(row, "CAPA")).as(row).isEqualTo(stacks * sweeps.figure("1", "CAPA"));
        }
        // Ours costs the same for one and for ten, so also for five, in every account again.
        assertThat(sweeps.figure("10", "Stockade")).isEqualTo(sweeps.figure("1", "Stockade"));
        assertThat(sweeps.figure("1,000 in 200 accounts", "Stockade")).isEqualTo(200 * sweeps.figure("1", "Stockade"));
    }

    @Test
    void aDayIsWhatItsLooksCost() {
        Figures.Table sweeps = Figures.table("stacks");
        Figures.Table days = Figures.table("default period");

        assertThat(days.figure("Crossplane, 10 min", "calls a day"))
                .isEqualTo(MINUTES_A_DAY / 10 * sweeps.figure("1", "Crossplane"));
        assertThat(days.figure("CAPA, 10 min", "calls a day"))
                .isEqualTo(MINUTES_A_DAY / 10 * sweeps.figure("1", "CAPA"));
        assertThat(days.figure("ACK, 10 h", "calls a day")).isEqualTo(MINUTES_A_DAY * sweeps.figure("1", "ACK") / 600);
        assertThat(days.figure("Stockade, 60 s", "calls a day")).isEqualTo(24 * callsOfAnHour());
    }

    /** Sweeps, what is read once an hour, and the facts of the region. */
    private static int callsOfAnHour() {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(GATEWAY);
            simulation.untilReady(stack);
            sweepForAnHour(simulation, stack);
            long first = simulation.sandbox.journal().sequence();
            sweepForAnHour(simulation, stack);
            assertThat(simulation.calls(first)).noneMatch(JournalEntry::mutating);
            return simulation.calls(first).size();
        }
    }

    private static void sweepForAnHour(Simulation simulation, String stack) {
        for (int minute = 0; minute < 60; minute++) {
            simulation.sweep(stack);
            simulation.time.runUntil(simulation.time.now().plus(Duration.ofSeconds(50)));
        }
    }

    @Test
    void whoWritesOneRuleAtATimeWritesMore() {
        Figures.Table looks = Figures.table("kind");
        Figures.Table creations = Figures.table("to create `gateway`");
        int needed = creations.figure("Stockade", "writes");
        int groups = looks.figure(ResourceKind.SECURITY_GROUP.toString(), "in `gateway`");
        int rules = looks.figure(ResourceKind.SECURITY_GROUP_RULE.toString(), "in `gateway`");

        // One call for each rule, and two for each group to take off the egress that it comes with.
        int terraform = needed - authorisations() + rules + groups;
        assertThat(creations.figure("Terraform", "writes")).isEqualTo(terraform);
        assertThat(creations.figure("Crossplane", "writes")).isEqualTo(terraform);
        assertThat(creations.figure("ACK", "writes")).isEqualTo(needed);
        // Rules aren't read back by their creation, all else is.
        int created = terraform + looks.figure(ALL, "Terraform") - rules;
        assertThat(creations.figure("Terraform", "calls")).isEqualTo(created);
        assertThat(creations.figure("Crossplane", "calls")).isEqualTo(created + looks.figure(ALL, "Terraform"));
        assertThat(creations.figure("ACK", "calls")).isEqualTo(needed + looks.figure(ALL, "ACK"));
    }

    /** Calls that authorise the rules of one group in one direction. */
    private static int authorisations() {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(GATEWAY);
            simulation.untilReady(stack);
            return (int) simulation.writes(0).stream()
                    .filter(entry -> entry.action().startsWith("AuthorizeSecurityGroup"))
                    .count();
        }
    }

    private static ResourceGraph graph() {
        try (Simulation simulation = new Simulation()) {
            return simulation.graph(GATEWAY);
        }
    }
}
