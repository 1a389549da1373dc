package io.stockade.graph;

import io.stockade.graph.Changes.Effect;

/**
 * The group that keeps one NAT instance alive.
 *
 * @param instancesCurrent whether every instance was launched from {@code template}; made true by ending the others
 */
public record AutoScalingGroup(
        @Changes(Effect.REPLACE) String name,
        @Changes(Effect.IN_PLACE) Ref template,
        @Changes(Effect.REPLACE) String zoneId,
        @Changes(Effect.IN_PLACE) int minSize,
        @Changes(Effect.IN_PLACE) int maxSize,
        @Changes(Effect.IN_PLACE) int desiredCapacity,
        @Changes(Effect.IN_PLACE) boolean instancesCurrent,
        @Changes(Effect.IN_PLACE) Tags tags)
        implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.AUTO_SCALING_GROUP;
    }
}
