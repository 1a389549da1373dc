package io.stockade.hint;

import io.stockade.graph.ResourceKind;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something that an event names.
 *
 * @param kind as far as its id or the call tells; of kinds that share ids the commonest, and {@code null} for what is no
 *     resource of a stack, such as an instance
 * @param id AWS's id, or the name where that is the id; of a secret its ARN or its name
 */
public record Named(@Nullable ResourceKind kind, String id) implements Comparable<Named> {
    private static final Comparator<Named> ORDER = Comparator.comparing(
                    Named::kind, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Named::id);

    @Override
    public int compareTo(Named other) {
        return ORDER.compare(this, other);
    }

    /** As people read it. */
    @Override
    public String toString() {
        return kind == null ? id : kind + " " + id;
    }
}
