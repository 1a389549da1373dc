package io.stockade.graph;

import io.stockade.graph.Changes.Effect;
import org.jspecify.annotations.Nullable;

/**
 * What a NAT instance is launched from. A version of a template never changes in AWS, and only version 1 is ever
 * used: other content is another template, whose name carries a hash of it.
 *
 * @param imageAlias such as {@code resolve:ssm:/aws/service/ami-amazon-linux-latest/...}, resolved at each launch
 * @param networkInterface the interface at index 0, kept when the instance ends
 * @param userData plain text, not base64
 */
public record LaunchTemplate(
        @Changes(Effect.REPLACE) String name,
        @Changes(Effect.REPLACE) String imageAlias,
        @Changes(Effect.REPLACE) String instanceType,
        @Changes(Effect.REPLACE) Ref networkInterface,
        @Changes(Effect.REPLACE) @Nullable Ref instanceProfile,
        @Changes(Effect.REPLACE) String userData,
        @Changes(Effect.REPLACE) Tags instanceTags,
        @Changes(Effect.IN_PLACE) Tags tags)
        implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.LAUNCH_TEMPLATE;
    }
}
