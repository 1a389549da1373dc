package io.stockade.sandbox.functions;

/** How a function ends that does not answer: with an error of some type, or not before its timeout. */
public final class FunctionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final boolean timeout;

    private FunctionException(String type, String message, boolean timeout) {
        super(message, null, false, false);
        this.type = type;
        this.timeout = timeout;
    }

    /**
     * It throws.
     *
     * @param type as Lambda names it in {@code errorType}: {@code ValueError}, {@code ResourceNotFoundException}
     */
    public static FunctionException error(String type, String message) {
        return new FunctionException(type, message, false);
    }

    /** It hangs until Lambda ends it. */
    public static FunctionException timeout() {
        return new FunctionException("Sandbox.Timedout", "Task timed out", true);
    }

    public String type() {
        return type;
    }

    public boolean isTimeout() {
        return timeout;
    }
}
