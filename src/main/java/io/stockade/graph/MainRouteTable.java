package io.stockade.graph;

import io.stockade.graph.Changes.Effect;

/** The route table that AWS makes with a VPC. Nothing uses it, so it holds no route but the local one. */
public record MainRouteTable(@Changes(Effect.KEY) Ref vpc) implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.MAIN_ROUTE_TABLE;
    }
}
