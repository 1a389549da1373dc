package io.stockade.graph;

import io.stockade.graph.Changes.Effect;

/** A public NAT gateway. */
public record NatGateway(
        @Changes(Effect.REPLACE) Ref subnet,
        @Changes(Effect.REPLACE) Ref address,
        @Changes(Effect.IN_PLACE) Tags tags) implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.NAT_GATEWAY;
    }
}
