package io.stockade.graph;

import io.stockade.graph.Changes.Effect;

/**
 * That AWS rotates a secret, by a function and on a schedule that it keeps itself. Secrets that Stockade rotates have
 * none.
 *
 * @param function by its ARN
 * @param schedule in AWS's syntax, {@code cron(...)} or {@code rate(...)}
 * @param window how long after each time AWS may begin, such as {@code 2h}; empty for AWS's default
 */
public record SecretRotation(
        @Changes(Effect.KEY) Ref secret,
        @Changes(Effect.IN_PLACE) Ref function,
        @Changes(Effect.IN_PLACE) String schedule,
        @Changes(Effect.IN_PLACE) String window)
        implements Resource {
    @Override
    public ResourceKind kind() {
        return ResourceKind.SECRET_ROTATION;
    }
}
