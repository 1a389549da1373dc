package io.stockade.graph;

import io.stockade.graph.Changes.Effect;
import java.util.SortedSet;

/** A network interface that outlives the instances which use it. */
public record NetworkInterface(
        @Changes(Effect.REPLACE) Ref subnet,
        @Changes(Effect.IN_PLACE) SortedSet<Ref> groups,
        @Changes(Effect.IN_PLACE) boolean sourceDestCheck,
        @Changes(Effect.IN_PLACE) String description,
        @Changes(Effect.IN_PLACE) Tags tags)
        implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.NETWORK_INTERFACE;
    }
}
