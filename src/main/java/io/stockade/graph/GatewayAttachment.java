package io.stockade.graph;

import io.stockade.graph.Changes.Effect;

/** An internet gateway attached to a VPC. */
public record GatewayAttachment(
        @Changes(Effect.KEY) Ref gateway,
        @Changes(Effect.REPLACE) Ref vpc) implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.GATEWAY_ATTACHMENT;
    }
}
