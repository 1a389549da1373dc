package io.stockade.sandbox.counterpart;

/** Why a database did not do what it was asked. */
public final class CounterpartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kinds of it that a client can tell apart. */
    public enum Reason {
        /** No connection came about. */
        NETWORK,
        /** User and password don't fit. */
        AUTHENTICATION,
        /** The user may not do that. */
        PERMISSION
    }

    private final Reason reason;

    CounterpartException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
