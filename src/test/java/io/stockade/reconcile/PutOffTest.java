package io.stockade.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.apply.ChangeResult;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.InternetGateway;
import io.stockade.graph.Owner;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Tags;
import io.stockade.plan.Change;
import io.stockade.plan.Comparer;
import io.stockade.plan.Decider;
import io.stockade.plan.DesiredDigest;
import io.stockade.plan.Difference;
import io.stockade.plan.Doubts;
import io.stockade.plan.Matching;
import io.stockade.plan.Planner;
import io.stockade.plan.Policy;
import io.stockade.plan.Remembered;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was told its turn isn't announced before it, and never kept waiting for longer. */
class PutOffTest {
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant TURN = NOW.plusSeconds(5);

    private static final Address GATEWAY = new Address(ResourceKind.INTERNET_GATEWAY, "internet");
    private static final InternetGateway WANTED = new InternetGateway(Tags.NONE);
    private static final Map<Address, Remembered> NEVER_MADE = Map.of();
    private static final Map<Address, Remembered> MADE =
            Map.of(GATEWAY, new Remembered("igw-1", DesiredDigest.kept(WANTED)));

    private final PutOff putOff = new PutOff();

    /** The creation of a gateway, for the first time or again. */
    private static Change create(Map<Address, Remembered> memory) {
        ResourceGraph graph = ResourceGraph.builder().add("internet", WANTED).build();
        World world = World.UNSEEN.listed(Set.of(ResourceKind.INTERNET_GATEWAY), List.of(), NOW);
        Matching matching = Matching.of(graph, world, new Owner("team", "stack", "uid"), memory);
        List<Difference> differences = Comparer.compare(graph, world, matching, memory, Doubts.NONE);
        return Planner.plan(graph, world, matching, Decider.decide(differences, Policy.CORRECT))
                .changes()
                .get(0);
    }

    private void deferred(Change change) {
        putOff.note(List.of(new ChangeResult(
                change, ChangeResult.Outcome.DEFERRED, "waits for its turn", TURN, Category.THROTTLED)));
    }

    @Test
    void aCreationWaitsUntilItsTurnAndNoLonger() {
        Change change = create(NEVER_MADE);
        deferred(change);

        assertThat(putOff.find(change, TURN.minusMillis(1)))
                .get()
                .extracting(ChangeResult::message, ChangeResult::retryAt)
                .containsExactly("waits for its turn", TURN);
        assertThat(putOff.find(change, TURN)).isEmpty();
    }

    @Test
    void aRepairIsNotKeptWaitingForTheTurnOfWhatItWasBefore() {
        Change repair = create(MADE);
        deferred(create(NEVER_MADE));

        assertThat(repair.origin()).isEqualTo(Difference.Origin.DRIFT);
        assertThat(putOff.find(repair, NOW)).isEmpty();
    }

    @Test
    void theNextWaveTellsAnew() {
        Change change = create(NEVER_MADE);
        deferred(change);

        putOff.note(List.of());

        assertThat(putOff.find(change, NOW)).isEmpty();
    }
}
