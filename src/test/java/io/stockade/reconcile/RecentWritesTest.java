package io.stockade.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cloud.World;
import io.stockade.cloud.Written;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.RouteTableAssociation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A list may be older than a write of ours, or newer: here for things whose id changes with their content. */
class RecentWritesTest {
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
    private static final Set<ResourceKind> KINDS = Set.of(ResourceKind.ROUTE_TABLE_ASSOCIATION);
    private static final Observed<?> FIRST = association("rtbassoc-1", "rtb-one");
    private static final Observed<?> SECOND = association("rtbassoc-2", "rtb-two");
    private static final Observed<?> OF_SOMEBODY = association("rtbassoc-3", "rtb-three");

    private final RecentWrites writes = new RecentWrites();

    private static Observed<?> association(String id, String table) {
        return Observed.ready(new RouteTableAssociation(Ref.known("subnet-1"), Ref.known(table)), id, NOW);
    }

    private List<Observed<?>> corrected(Observed<?>... listed) {
        return writes.correct(KINDS, List.of(listed), NOW.plusSeconds(5), Duration.ofMinutes(5));
    }

    /** The first association became the second. */
    private void exchanged() {
        World before = World.UNSEEN.listed(KINDS, List.of(FIRST), NOW);
        Written.Gone gone = new Written.Gone(FIRST.kind(), FIRST.id());
        writes.note(before, new Written(List.of(SECOND), List.of(gone), null), NOW);
    }

    @Test
    void oldListShowsWhatWasThereBeforeAndIsCorrected() {
        exchanged();

        List<Observed<?>> shown = corrected(FIRST);

        assertThat(shown).isEqualTo(List.of(SECOND));
    }

    @Test
    void newerListShowsWhatTookThePlaceAndIsBelieved() {
        exchanged();

        List<Observed<?>> shown = corrected(OF_SOMEBODY);

        assertThat(shown).isEqualTo(List.of(OF_SOMEBODY));
    }
}
