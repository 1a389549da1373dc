package io.stockade.reconcile;

/**
 * A reason to look at a stack. Triggers of one stack are coalesced; none carries what is to be done.
 *
 * @param stack as namespace/name
 */
public record Trigger(String stack, Reason reason) {
    /** Why. */
    public enum Reason {
        /** The manifest is new, changed or gone. */
        MANIFEST,
        /** A person asked, or approved something. */
        REQUEST,
        /** It is time to compare everything again. */
        SWEEP,
        /** Something that was waited for may be ready, or a failure may be over. */
        RETRY
    }

    /** Whether the whole world of the stack is to be read, whatever is known. */
    public boolean full() {
        return reason == Reason.SWEEP || reason == Reason.REQUEST;
    }
}
