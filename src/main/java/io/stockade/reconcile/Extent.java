package io.stockade.reconcile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much a pass reads again.
 *
 * @param asOf everything that concerns the stack, as it is then or later; {@code null} for only what may have changed
 * @param shared whether all stacks are looked at together, so that one list serves them all
 */
record Extent(@Nullable Instant asOf, boolean shared) {
    /** Only what may have changed. */
    static final Extent CHANGES = new Extent(null, false);

    /** Everything of this stack. */
    static Extent everything(Instant asOf) {
        return new Extent(asOf, false);
    }

    boolean full() {
        return asOf != null;
    }

    /** What satisfies both. */
    Extent and(Extent other) {
        if (asOf == null || other.asOf == null) {
            return asOf == null ? other : this;
        }
        return new Extent(asOf.isAfter(other.asOf) ? asOf : other.asOf, shared || other.shared);
    }
}
