package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.hint.OurWrites;
import io.stockade.reconcile.Authors;
import io.stockade.sandbox.JournalEntry;
import io.stockade.sandbox.Sandbox;
import io.stockade.status.DriftAuthor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who it was, as CloudTrail tells after a while. */
class AuthorsTest {
    private static final Duration LAG = Duration.ofMinutes(5);
    private static final OurWrites OURS = new OurWrites(Sandbox.SESSION, request -> false);

    @Test
    void cloudTrailTellsAfterAWhile() {
        try (Simulation simulation = new Simulation()) {
            String stack = standing(simulation);
            Authors authors = new Authors(OURS, simulation.time::now);
            Instant since = simulation.time.now();
            String table = deletedRoute(simulation, new Console(simulation, stack));

            Optional<DriftAuthor> early = ask(simulation, authors, stack, table, since);
            simulation.time.runUntil(since.plus(LAG).plusSeconds(30));
            Optional<DriftAuthor> late = ask(simulation, authors, stack, table, since);
            long asked = lookups(simulation);
            Optional<DriftAuthor> again = ask(simulation, authors, stack, table, since);

            assertThat(early).isEmpty();
            assertThat(late)
                    .map(DriftAuthor::text)
                    .hasValueSatisfying(text -> assertThat(text)
                            .startsWith(
                                    "arn:aws:iam::111122223333:user/console (from 203.0.113.7, DeleteRoute at 2027-")
                            .contains(", request sandbox-"));
            assertThat(again).isEqualTo(late);
            assertThat(lookups(simulation)).isEqualTo(asked);
        }
    }

    @Test
    void itIsNeverUs() {
        try (Simulation simulation = new Simulation()) {
            String stack = standing(simulation);
            Instant since = simulation.time.now();
            String table = deletedRoute(simulation, new Console(simulation, stack));
            simulation.sweep(stack);
            simulation.time.runUntil(simulation.time.now().plus(LAG).plusSeconds(30));
            Authors authors = new Authors(OURS, simulation.time::now);

            Optional<DriftAuthor> author = ask(simulation, authors, stack, table, since);

            assertThat(simulation.calls(0)).extracting(JournalEntry::action).contains("CreateRoute");
            assertThat(author).map(DriftAuthor::action).hasValue("DeleteRoute");
        }
    }

    private static Optional<DriftAuthor> ask(
            Simulation simulation, Authors authors, String stack, String id, Instant since) {
        return simulation.time.call(() -> authors.of(simulation.engine().trail(stack), List.of(id), since));
    }

    private static long lookups(Simulation simulation) {
        return simulation.sandbox.journal().count("LookupEvents");
    }

    private static String deletedRoute(Simulation simulation, Console console) {
        String table = console.id("RouteTable/public");
        simulation.act(() ->
                console.ec2.deleteRoute(request -> request.routeTableId(table).destinationCidrBlock("0.0.0.0/0")));
        return table;
    }

    private static String standing(Simulation simulation) {
        String stack = simulation.apply(Simulation.example("gateway"));
        simulation.untilReady(stack);
        simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(6)));
        return stack;
    }
}
