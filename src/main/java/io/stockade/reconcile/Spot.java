package io.stockade.reconcile;

import io.stockade.graph.ResourceKind;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where to look: at one object with what stands in it, at some components of it, or at all of a kind.
 *
 * @param id as the picture has it; empty for all of the kind
 * @param parts the components that may be otherwise now; empty if any may be
 */
record Spot(ResourceKind kind, String id, SortedSet<String> parts) implements Comparable<Spot> {
    private static final Comparator<Spot> ORDER = Comparator.comparing(Spot::kind)
            .thenComparing(Spot::id)
            .thenComparing(spot -> String.join(",", spot.parts));

    Spot(ResourceKind kind, String id, Set<String> parts) {
        this(kind, id, Collections.unmodifiableSortedSet(new TreeSet<>(parts)));
    }

    /** All of a kind. */
    static Spot all(ResourceKind kind) {
        return new Spot(kind, "", Set.of());
    }

    boolean whole() {
        return id.isEmpty();
    }

    @Override
    public int compareTo(Spot other) {
        return ORDER.compare(this, other);
    }
}
