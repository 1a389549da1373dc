package io.stockade.apply;

import io.stockade.cloud.CloudException;
import io.stockade.plan.Change;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a change.
 *
 * @param message why it is not done; empty if it is
 * @param retryAt not before then; {@code null} to leave it to the rhythm of the kind
 * @param failure the category; {@code null} unless {@code outcome} is {@link Outcome#FAILED} or {@link Outcome#DEFERRED}
 */
public record ChangeResult(
        Change change,
        Outcome outcome,
        String message,
        @Nullable Instant retryAt,
        CloudException.@Nullable Category failure) {
    /** How far a change came. */
    public enum Outcome {
        /** It is as it should be. */
        DONE,
        /** AWS has it, and is not finished. */
        PENDING,
        /** Something that it needs is not ready. */
        WAITING,
        /** There was no token left for the call. */
        DEFERRED,
        /** AWS refused it, or nobody knows. */
        FAILED
    }

    static ChangeResult done(Change change) {
        return new ChangeResult(change, Outcome.DONE, "", null, null);
    }

    static ChangeResult pending(Change change, String message) {
        return new ChangeResult(change, Outcome.PENDING, message, null, null);
    }

    static ChangeResult waiting(Change change, String message, @Nullable Instant until) {
        return new ChangeResult(change, Outcome.WAITING, message, until, null);
    }

    /** The same, of a change that was planned anew. */
    public ChangeResult of(Change again) {
        return new ChangeResult(again, outcome, message, retryAt, failure);
    }

    static ChangeResult failed(Change change, CloudException failure, Instant now) {
        Outcome outcome = failure.category() == CloudException.Category.THROTTLED ? Outcome.DEFERRED : Outcome.FAILED;
        Instant retryAt = failure.retryAfter() == null ? null : now.plus(failure.retryAfter());
        return new ChangeResult(change, outcome, String.valueOf(failure.getMessage()), retryAt, failure.category());
    }
}
