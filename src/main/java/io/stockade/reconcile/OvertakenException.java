package io.stockade.reconcile;

/** Ends a pass before it wrote anything: somebody changed what it goes by, and the next one begins with that. */
final class OvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OvertakenException(String message) {
        super(message);
    }
}
