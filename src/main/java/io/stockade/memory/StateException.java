package io.stockade.memory;

import org.jspecify.annotations.Nullable;

/** The state folder can't be used, or something in it. Its message names the file, the cause and the next step. */
public final class StateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
