package io.stockade.graph;

import io.stockade.graph.Changes.Effect;

/** A gateway to the internet; it works when it is attached, see {@link GatewayAttachment}. */
public record InternetGateway(@Changes(Effect.IN_PLACE) Tags tags) implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.INTERNET_GATEWAY;
    }
}
