package io.stockade.plan;

import io.stockade.graph.Address;
import io.stockade.graph.Observed;
import java.util.Comparator;

/**
 * Something that was observed and that no address of the graph means.
 *
 * @param address what it is called: from its tags, from memory, or from its own key inside its parent
 */
public record Leftover(Observed<?> thing, Address address, Kind kind) {
    /** The stable order of leftovers. */
    static final Comparator<Leftover> ORDER = Comparator.comparing(Leftover::address)
            .thenComparing(each -> each.thing().id());

    /** Why it is left over. */
    public enum Kind {
        /** Ours, and no longer declared. */
        SURPLUS,
        /** Ours: an older, failed or duplicate incarnation of something that is declared. */
        SUPERSEDED,
        /** A sub-object inside something that we own, which nobody declared. */
        UNEXPECTED_CHILD,
        /** Not ours, in our VPC: reported, never touched. */
        FOREIGN
    }
}
