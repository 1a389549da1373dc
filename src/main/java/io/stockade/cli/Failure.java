package io.stockade.cli;

/** A command that can't do what it should. Its message is all that users see: what, where, and what to do next. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Failure(String message) {
        super(message);
    }
}
