package io.stockade.graph;

import io.stockade.graph.Changes.Effect;

/** A subnet using a route table; a subnet has at most one. */
public record RouteTableAssociation(
        @Changes(Effect.KEY) Ref subnet,
        @Changes(Effect.IN_PLACE) Ref table) implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.ROUTE_TABLE_ASSOCIATION;
    }
}
