package io.stockade.graph;

import io.stockade.graph.Changes.Effect;

/**
 * A route of a table. What AWS puts there itself (local, endpoint, propagated) is never observed as one.
 *
 * @param destination a range, or the id of a prefix list
 */
public record Route(
        @Changes(Effect.KEY) Ref table,
        @Changes(Effect.KEY) String destination,
        @Changes(Effect.IN_PLACE) Ref target) implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.ROUTE;
    }
}
