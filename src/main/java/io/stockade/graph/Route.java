package io.stockade.graph;

import io.stockade.graph.Changes.Effect;
import io.stockade.net.Cidr;

/**
 * A route of a table. What AWS puts there itself (local, endpoint, propagated) is never observed as one.
 *
 * @param destination a range, or the id of a prefix list
 */
public record Route(
        @Changes(Effect.KEY) Ref table,
        @Changes(Effect.KEY) String destination,
        @Changes(Effect.IN_PLACE) Ref target) implements Resource {
    /** Whether it is a default route: the one that everything takes that has no other. */
    public boolean takesTheRest() {
        return Cidr.find(destination).filter(Cidr::everywhere).isPresent();
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.ROUTE;
    }
}
