package io.stockade.sandbox;

import java.time.Duration;

/** What can go wrong with a call. */
public sealed interface Fault {
    /** The call is refused and has no effect. */
    record Refused(String code, int status, String message) implements Fault {}

    /** The call has its effect, but the answer is an error. */
    record FailedAfter(String code, int status, String message) implements Fault {}

    /** The call has its effect, but the caller's connection breaks before the answer. */
    record ReplyLost() implements Fault {}

    /** The call never arrives. */
    record RequestLost() implements Fault {}

    /** The call is throttled, with the code of its service. */
    record Throttled() implements Fault {}

    /** The caller may not do that, with the code of its service. */
    record Denied() implements Fault {}

    /** The call, if it only reads, sees the world as it was. */
    record StaleRead(Duration age) implements Fault {}

    /** The call, if it only reads, sees nothing at all. */
    record EmptyRead() implements Fault {}

    /** A list lacks its second half, and does not say so. */
    record HalfPage() implements Fault {}

    /**
     * Something happens just before the call: an edit by somebody else, a kill. What the sandbox is asked to do in it
     * takes no time, has no faults and is not throttled. What it throws the caller gets.
     */
    record Before(Runnable action) implements Fault {}

    /** The same just after the call's effect, before its answer. */
    record After(Runnable action) implements Fault {}

    /** AWS's own trouble, before any effect. */
    static Fault internalError() {
        return new Refused("InternalError", 500, "An internal error has occurred");
    }

    /** AWS's own trouble, after the effect. */
    static Fault internalErrorAfter() {
        return new FailedAfter("InternalError", 500, "An internal error has occurred");
    }

    /** The credentials have run out. */
    static Fault expiredToken() {
        return new Refused("RequestExpired", 400, "Request has expired.");
    }
}
