package io.stockade.graph;

import io.stockade.graph.Changes.Effect;

/**
 * An Elastic IP address of the VPC domain.
 *
 * @param publicIp the address itself, which AWS chooses; empty while it is only wanted
 */
public record ElasticIp(
        @Changes(Effect.AWS) String publicIp,
        @Changes(Effect.IN_PLACE) Tags tags) implements Resource {
    /** An address that is to be; AWS chooses which. */
    public static ElasticIp wanted(Tags tags) {
        return new ElasticIp("", tags);
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.ELASTIC_IP;
    }
}
