package io.stockade.reconcile;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How much a pass reads again.
 *
 * @param asOf everything that concerns the stack, as it is then or later; {@code null} for only what may have changed
 * @param shared whether all stacks are looked at together, so that one list serves them all
 * @param spots what may have changed because an event says so
 */
record Extent(@Nullable Instant asOf, boolean shared, SortedSet<Spot> spots) {
    /** More single objects than this are not worth keeping apart. */
    static final int MOST_SPOTS = 16;

    /** Only what may have changed. */
    static final Extent CHANGES = new Extent(null, false, Collections.emptySortedSet());

    /** Everything of this stack. */
    static Extent everything(Instant asOf) {
        return new Extent(asOf, false, Collections.emptySortedSet());
    }

    /** What may have changed, and these spots. */
    static Extent of(SortedSet<Spot> spots) {
        return new Extent(null, false, bounded(spots));
    }

    boolean full() {
        return asOf != null;
    }

    /** Whether an event is the only reason to read more than what is known to be in motion. */
    boolean pointed() {
        return asOf == null && !spots.isEmpty();
    }

    /** What satisfies both. */
    Extent and(Extent other) {
        SortedSet<Spot> both = new TreeSet<>(spots);
        both.addAll(other.spots);
        SortedSet<Spot> all = bounded(both);
        if (asOf == null || other.asOf == null) {
            Extent wider = asOf == null ? other : this;
            return new Extent(wider.asOf, wider.shared, all);
        }
        return new Extent(asOf.isAfter(other.asOf) ? asOf : other.asOf, shared || other.shared, all);
    }

    /** A storm of events asks for whole kinds in the end, and there are only so many of these. */
    private static SortedSet<Spot> bounded(SortedSet<Spot> spots) {
        if (spots.size() <= MOST_SPOTS) {
            return spots;
        }
        SortedSet<Spot> kinds = new TreeSet<>();
        spots.forEach(spot -> kinds.add(Spot.all(spot.kind())));
        return kinds;
    }
}
