package io.stockade.graph;

import io.stockade.graph.Changes.Effect;

/** An Elastic IP address on a network interface. */
public record AddressAssociation(
        @Changes(Effect.KEY) Ref address,
        @Changes(Effect.IN_PLACE) Ref networkInterface) implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.ADDRESS_ASSOCIATION;
    }
}
