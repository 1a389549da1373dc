package io.stockade.graph;

import io.stockade.graph.Changes.Effect;

/** An Elastic IP address of the VPC domain. */
public record ElasticIp(@Changes(Effect.IN_PLACE) Tags tags) implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.ELASTIC_IP;
    }
}
