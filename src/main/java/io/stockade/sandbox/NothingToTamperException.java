package io.stockade.sandbox;

/** A stack has nothing of the sort that was to be tampered with. */
public final class NothingToTamperException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NothingToTamperException(String message) {
        super(message);
    }
}
