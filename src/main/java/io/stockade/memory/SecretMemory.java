package io.stockade.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the rotations of one secret. Version ids are computed from what is due, so that whatever is lost
 * here is found again by what AWS has: a time that was served is known by its version.
 *
 * @param since when its schedule began to count. Lost: begins now
 * @param served the newest time of the schedule that was served. Lost: the newest due time is looked for in AWS by its
 *     version id, and served if it is not there
 * @param flight a rotation that was begun and is not known to have ended; {@code null} if there is none. Lost: begun
 *     again under the same version id, which AWS takes once
 * @param handledRequest the last request of a person that was served; {@code null} if none was. Lost: as with times
 * @param failure how the last try ended, if not well; {@code null} if it did
 */
public record SecretMemory(
        Instant since,
        @Nullable Instant served,
        @Nullable Flight flight,
        @Nullable String handledRequest,
        @Nullable Failure failure) {
    /** A secret that was never seen. */
    public static SecretMemory fresh(Instant now) {
        return new SecretMemory(now, null, null, null, null);
    }

    public SecretMemory withFlight(@Nullable Flight other) {
        return new SecretMemory(since, served, other, handledRequest, failure);
    }

    public SecretMemory withFailure(@Nullable Failure other) {
        return new SecretMemory(since, served, flight, handledRequest, other);
    }

    public SecretMemory withServed(Instant time) {
        return new SecretMemory(since, time, flight, handledRequest, failure);
    }

    public SecretMemory withHandled(String request) {
        return new SecretMemory(since, served, flight, request, failure);
    }

    /**
     * A rotation that was begun.
     *
     * @param token the id of the version that comes of it
     * @param cause "first", "scheduled" or "requested"
     * @param due the time of the schedule that it serves; {@code null} for another cause
     * @param request what the person asked with; {@code null} for another cause
     * @param attempt from 1
     */
    public record Flight(
            String token,
            String cause,
            @Nullable Instant due,
            @Nullable String request,
            int attempt,
            Instant begun) {}

    /**
     * How a try failed.
     *
     * @param reason in a word
     * @param message for people; never a value
     * @param since when the first of these failures in a row was
     * @param retryAt when it is tried again
     */
    public record Failure(String reason, String message, int attempt, Instant since, Instant retryAt) {}
}
