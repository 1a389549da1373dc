package io.stockade.graph;

import io.stockade.graph.Changes.Effect;
import java.util.SortedSet;

/**
 * An interface endpoint: an AWS service as addresses inside the VPC.
 *
 * @param service the full name, such as {@code com.amazonaws.eu-west-1.ssm}
 */
public record InterfaceEndpoint(
        @Changes(Effect.REPLACE) Ref vpc,
        @Changes(Effect.REPLACE) String service,
        @Changes(Effect.IN_PLACE) SortedSet<Ref> subnets,
        @Changes(Effect.IN_PLACE) SortedSet<Ref> groups,
        @Changes(Effect.IN_PLACE) boolean privateDns,
        @Changes(Effect.IN_PLACE) PolicyDocument policy,
        @Changes(Effect.IN_PLACE) Tags tags)
        implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.INTERFACE_ENDPOINT;
    }
}
