package io.stockade.plan;

import io.stockade.graph.Address;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whose absence is not believed yet.
 *
 * @param addresses they are unknown, and never missing
 */
public record Doubts(Set<Address> addresses) {
    public static final Doubts NONE = new Doubts(Set.of());

    public Doubts {
        SortedSet<Address> sorted = new TreeSet<>(addresses);
        addresses = Collections.unmodifiableSortedSet(sorted);
    }
}
