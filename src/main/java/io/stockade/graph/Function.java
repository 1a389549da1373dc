package io.stockade.graph;

import io.stockade.graph.Changes.Effect;
import java.util.SortedSet;

/**
 * A Lambda function of the stack, whose code is a zip in S3. Its id is its ARN.
 *
 * @param codeVersion of the object; empty for the newest
 * @param timeoutSeconds after which AWS ends an invocation
 * @param memory in MiB
 * @param policy who may invoke it, as {@code GetPolicy} shows it; {@code {}} for nobody
 */
public record Function(
        @Changes(Effect.REPLACE) String name,
        @Changes(Effect.IN_PLACE) String runtime,
        @Changes(Effect.IN_PLACE) String handler,
        @Changes(Effect.IN_PLACE) Ref role,
        @Changes(Effect.IN_PLACE) String codeBucket,
        @Changes(Effect.IN_PLACE) String codeKey,
        @Changes(Effect.IN_PLACE) String codeVersion,
        @Changes(Effect.IN_PLACE) SortedSet<Ref> subnets,
        @Changes(Effect.IN_PLACE) SortedSet<Ref> groups,
        @Changes(Effect.IN_PLACE) int timeoutSeconds,
        @Changes(Effect.IN_PLACE) int memory,
        @Changes(Effect.IN_PLACE) PolicyDocument policy,
        @Changes(Effect.IN_PLACE) Tags tags)
        implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.FUNCTION;
    }

    @Override
    public String globalName() {
        return name;
    }
}
