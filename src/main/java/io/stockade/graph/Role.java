package io.stockade.graph;

import io.stockade.graph.Changes.Effect;
import java.util.SortedSet;

/**
 * An IAM role that instances or functions of the stack assume.
 *
 * @param managedPolicies ARNs
 * @param inlinePolicy the one policy that is written into the role; {@code {}} for none
 * @param permissionsBoundary an ARN, or empty
 */
public record Role(
        @Changes(Effect.REPLACE) String name,
        @Changes(Effect.REPLACE) String path,
        @Changes(Effect.IN_PLACE) PolicyDocument trust,
        @Changes(Effect.IN_PLACE) SortedSet<String> managedPolicies,
        @Changes(Effect.IN_PLACE) PolicyDocument inlinePolicy,
        @Changes(Effect.IN_PLACE) String permissionsBoundary,
        @Changes(Effect.IN_PLACE) Tags tags)
        implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.ROLE;
    }

    @Override
    public String globalName() {
        return name;
    }
}
