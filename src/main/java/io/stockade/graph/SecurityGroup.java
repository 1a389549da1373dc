package io.stockade.graph;

import io.stockade.graph.Changes.Effect;

/** A security group; its rules are resources of their own. */
public record SecurityGroup(
        @Changes(Effect.REPLACE) Ref vpc,
        @Changes(Effect.REPLACE) String name,
        @Changes(Effect.REPLACE) String description,
        @Changes(Effect.IN_PLACE) Tags tags)
        implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.SECURITY_GROUP;
    }
}
