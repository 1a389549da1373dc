package io.stockade.reconcile;

/** Ends a pass before it wrote anything: only a person can help. */
final class StalledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Stall stall;

    StalledException(Stall stall) {
        super(stall.message());
        this.stall = stall;
    }

    Stall stall() {
        return stall;
    }
}
