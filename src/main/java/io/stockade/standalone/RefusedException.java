package io.stockade.standalone;

/** Something that a person asked for and that can't be done as things are. Its message says why and what to do. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of refusal it is. */
    public enum Reason {
        /** There is no such stack. */
        UNKNOWN,
        /** The manifest is wrong. */
        INVALID,
        /** It does not go together with the state that the stack is in. */
        CONFLICT
    }

    private final Reason reason;

    public RefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
