package io.stockade.graph;

import io.stockade.graph.Changes.Effect;

/** A route table; its routes and associations are resources of their own. */
public record RouteTable(
        @Changes(Effect.REPLACE) Ref vpc,
        @Changes(Effect.IN_PLACE) Tags tags) implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.ROUTE_TABLE;
    }
}
