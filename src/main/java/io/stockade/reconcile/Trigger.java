package io.stockade.reconcile;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A reason to look at a stack. Triggers of one stack are coalesced; none carries what is to be done.
 *
 * @param stack as namespace/name
 * @param at when the reason arose; {@code null} for the moment at which the trigger is handed in
 * @param spots where to look, and nowhere else; empty but for an {@link Reason#EVENT}
 */
public record Trigger(String stack, Reason reason, @Nullable Instant at, SortedSet<Spot> spots) {
    /** Why. */
    public enum Reason {
        /** The manifest is new, changed or gone. */
        MANIFEST,
        /** A person asked, or approved something. */
        REQUEST,
        /** It is time to compare everything again, of all stacks: those that are swept at one time share what is read. */
        SWEEP,
        /** Something that was waited for may be ready, or a failure may be over. */
        RETRY,
        /** AWS told of something that happened to what the stack has. */
        EVENT
    }

    public Trigger(String stack, Reason reason) {
        this(stack, reason, null);
    }

    public Trigger(String stack, Reason reason, @Nullable Instant at) {
        this(stack, reason, at, Collections.emptySortedSet());
    }

    /** Have a look at some spots. */
    static Trigger event(String stack, SortedSet<Spot> spots) {
        return new Trigger(stack, Reason.EVENT, null, spots);
    }

    /** How much is to be read again, whatever is known. */
    Extent extent(Instant now) {
        return switch (reason) {
            case MANIFEST, RETRY -> Extent.CHANGES;
            case REQUEST -> Extent.everything(at == null ? now : at);
            case SWEEP -> new Extent(at == null ? now : at, true, Collections.emptySortedSet());
            case EVENT -> Extent.of(spots);
        };
    }
}
