package io.stockade.graph;

import io.stockade.graph.Changes.Effect;

/** The wrapper by which EC2 hands a role to an instance. */
public record InstanceProfile(
        @Changes(Effect.REPLACE) String name,
        @Changes(Effect.REPLACE) String path,
        @Changes(Effect.IN_PLACE) Ref role,
        @Changes(Effect.IN_PLACE) Tags tags)
        implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.INSTANCE_PROFILE;
    }

    @Override
    public String globalName() {
        return name;
    }
}
