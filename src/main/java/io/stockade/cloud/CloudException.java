package io.stockade.cloud;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call to AWS that did not do what it should. Its message names action, kind, id and cause, and never a secret. */
public final class CloudException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What follows from a failure; every error code of AWS becomes one of these in one place. */
    public enum Category {
        /** The thing is not there (any more). */
        NOT_FOUND,
        /** Something with this natural key is there already: read it, and adopt it if it is ours. */
        ALREADY_EXISTS,
        /** Something else still uses it, or what it needs is not ready: later. */
        DEPENDENCY,
        /** Too many calls, by AWS's count or by ours: later. */
        THROTTLED,
        /** The credentials are good, but may not do this. */
        DENIED,
        /** The credentials are expired, revoked or missing. */
        CREDENTIALS,
        /** A limit of the account is reached. */
        QUOTA,
        /** The request can never succeed as it is. */
        INVALID,
        /** A client token was used before with another request. */
        TOKEN_MISMATCH,
        /** Nobody knows whether it happened: a timeout, a lost reply, a server fault. */
        UNCERTAIN,
        /** This cloud lacks the operation. */
        UNSUPPORTED
    }

    private final Category category;
    private final String action;
    private final String code;
    private final @Nullable Duration retryAfter;

    /**
     * @param action AWS's name of the call, such as {@code CreateSubnet}
     * @param code AWS's error code, or empty
     * @param message what failed, complete for a person
     * @param retryAfter how long to wait at least, or {@code null} to leave it to the back-off
     */
    public CloudException(
            Category category, String action, String code, String message, @Nullable Duration retryAfter) {
        super(message);
        this.category = category;
        this.action = action;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public Category category() {
        return category;
    }

    public String action() {
        return action;
    }

    public String code() {
        return code;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
