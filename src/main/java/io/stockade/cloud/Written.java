package io.stockade.cloud;

import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known after a write without reading again.
 *
 * @param now things as they are now, made, changed or found
 * @param gone things that are no more
 * @param problem why the rest was not done, if a later call of the same write failed; {@code null} if all was done
 */
public record Written(
        List<Observed<?>> now, List<Gone> gone, @Nullable CloudException problem) {
    /** A thing that is no more. */
    public record Gone(ResourceKind kind, String id) {}

    public static Written now(Observed<?>... now) {
        return new Written(List.of(now), List.of(), null);
    }

    public static Written now(List<Observed<?>> now) {
        return new Written(now, List.of(), null);
    }

    public static Written gone(ResourceKind kind, String id) {
        return new Written(List.of(), List.of(new Gone(kind, id)), null);
    }

    public Written but(CloudException problem) {
        return new Written(now, gone, problem);
    }
}
