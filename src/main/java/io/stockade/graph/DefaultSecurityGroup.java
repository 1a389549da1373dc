package io.stockade.graph;

import io.stockade.graph.Changes.Effect;

/** The group that AWS makes with a VPC. Nothing uses it, so it holds no rule. */
public record DefaultSecurityGroup(@Changes(Effect.KEY) Ref vpc) implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.DEFAULT_SECURITY_GROUP;
    }
}
