package io.stockade.graph;

import io.stockade.graph.Changes.Effect;
import io.stockade.net.Cidr;

/**
 * A subnet in one zone.
 *
 * @param zoneId such as {@code euw1-az1}; zone names differ from account to account, zone ids do not
 */
public record Subnet(
        @Changes(Effect.REPLACE) Ref vpc,
        @Changes(Effect.REPLACE) Cidr cidr,
        @Changes(Effect.REPLACE) String zoneId,
        @Changes(Effect.IN_PLACE) boolean mapPublicIpOnLaunch,
        @Changes(Effect.IN_PLACE) Tags tags)
        implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.SUBNET;
    }
}
