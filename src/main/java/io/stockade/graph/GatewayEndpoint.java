package io.stockade.graph;

import io.stockade.graph.Changes.Effect;
import java.util.SortedSet;

/**
 * A gateway endpoint: routes to S3 or DynamoDB that never leave AWS.
 *
 * @param service the full name, such as {@code com.amazonaws.eu-west-1.s3}
 */
public record GatewayEndpoint(
        @Changes(Effect.REPLACE) Ref vpc,
        @Changes(Effect.REPLACE) String service,
        @Changes(Effect.IN_PLACE) SortedSet<Ref> routeTables,
        @Changes(Effect.IN_PLACE) PolicyDocument policy,
        @Changes(Effect.IN_PLACE) Tags tags)
        implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.GATEWAY_ENDPOINT;
    }
}
