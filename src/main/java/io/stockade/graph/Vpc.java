package io.stockade.graph;

import io.stockade.graph.Changes.Effect;
import io.stockade.net.Cidr;

/** A virtual private cloud. */
public record Vpc(
        @Changes(Effect.REPLACE) Cidr cidr,
        @Changes(Effect.IN_PLACE) boolean dnsSupport,
        @Changes(Effect.IN_PLACE) boolean dnsHostnames,
        @Changes(Effect.IN_PLACE) Tags tags)
        implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.VPC;
    }
}
