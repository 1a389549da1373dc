package io.stockade.graph;

import io.stockade.graph.Changes.Effect;
import java.util.SortedSet;

/**
 * An IAM policy of its own, for roles that need not be ours. Its id is its ARN.
 *
 * @param roles names of the roles that it is attached to
 */
public record ManagedPolicy(
        @Changes(Effect.REPLACE) String name,
        @Changes(Effect.REPLACE) String path,
        @Changes(Effect.IN_PLACE) PolicyDocument document,
        @Changes(Effect.IN_PLACE) SortedSet<String> roles,
        @Changes(Effect.IN_PLACE) Tags tags)
        implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.MANAGED_POLICY;
    }

    @Override
    public String globalName() {
        return name;
    }
}
