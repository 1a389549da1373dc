package io.stockade.memory;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the rotations of one secret. Version ids are computed from what is due, so that whatever is lost
 * here is found again by what AWS has: a time that was served is known by its version.
 *
 * @param noted since when anything is remembered of it. Lost: now, and for as long as AWS may not show what was written,
 *     no login is changed
 * @param schedule what its times are counted by; {@code null} if it has none. Lost: as the manifest says now
 * @param since when that schedule began to count. Lost: when AWS says that the secret was changed last, but before the
 *     newest time of the schedule if AWS has no version that served it
 * @param served the newest time of the schedule that was served. Lost: the newest due time is looked for in AWS by its
 *     version id, and served if it is not there
 * @param flight a rotation that was begun and is not known to have ended; {@code null} if there is none. Lost: begun
 *     again under the same version id, which AWS takes once
 * @param handled those requests of people, of the ones still asked, that were served. Lost: as with times
 * @param failure how the last try ended, if not well; {@code null} if it did. Lost: the next one is the first
 * @param rotated when its current value was made; {@code null} if nobody knows. Lost: as AWS says
 */
public record SecretMemory(
        Instant noted,
        @Nullable String schedule,
        Instant since,
        @Nullable Instant served,
        @Nullable Flight flight,
        SortedSet<String> handled,
        @Nullable Failure failure,
        @Nullable Instant rotated) {
    public SecretMemory {
        handled = Collections.unmodifiableSortedSet(handled == null ? new TreeSet<>() : new TreeSet<>(handled));
    }

    /** A secret that was never seen. */
    public static SecretMemory fresh(Instant now) {
        return new SecretMemory(now, null, now, null, null, new TreeSet<>(), null, null);
    }

    /** Times count by another schedule, and from then on. */
    public SecretMemory withSchedule(@Nullable String other, Instant from) {
        return new SecretMemory(noted, other, from, served, flight, handled, failure, rotated);
    }

    public SecretMemory withFlight(@Nullable Flight other) {
        return new SecretMemory(noted, schedule, since, served, other, handled, failure, rotated);
    }

    public SecretMemory withFailure(@Nullable Failure other) {
        return new SecretMemory(noted, schedule, since, served, flight, handled, other, rotated);
    }

    public SecretMemory withServed(Instant time) {
        return new SecretMemory(noted, schedule, since, time, flight, handled, failure, rotated);
    }

    public SecretMemory withHandled(SortedSet<String> requests) {
        return new SecretMemory(noted, schedule, since, served, flight, requests, failure, rotated);
    }

    public SecretMemory withRotated(@Nullable Instant time) {
        return new SecretMemory(noted, schedule, since, served, flight, handled, failure, time);
    }

    /** How often its rotation failed in a row. */
    public int failures() {
        return failure == null ? 0 : failure.attempt();
    }

    /** What led to a rotation. */
    public enum Cause {
        /** It had no value. */
        FIRST,
        /** A time of its schedule came. */
        SCHEDULED,
        /** A person asked for it. */
        REQUESTED,
        /** Somebody left a pending version: nobody knows whether it is in use. */
        LEFTOVER,
        /** A person asked, and AWS was asked in turn. */
        ASKED,
        /** AWS rotates it by itself. */
        WATCHED
    }

    /**
     * A rotation that was begun.
     *
     * @param token the id of the version that comes of it
     * @param due the time of the schedule that it serves; {@code null} for another cause
     * @param request what the person asked with; {@code null} for another cause
     * @param attempt from 1; part of the token, so that a version that was given up is never made again
     * @param step how far it is known to have come, in AWS's words; empty if nobody knows
     * @param tried when the newest try began: from then on its value may be in use
     * @param next when to try again, at the earliest
     */
    public record Flight(
            String token,
            Cause cause,
            @Nullable Instant due,
            @Nullable String request,
            int attempt,
            String step,
            Instant begun,
            Instant tried,
            Instant next) {
        public Flight tried(Instant now) {
            return new Flight(token, cause, due, request, attempt, step, begun, now, now);
        }

        public Flight next(Instant time) {
            return new Flight(token, cause, due, request, attempt, step, begun, tried, time);
        }

        public Flight at(String reached) {
            return new Flight(token, cause, due, request, attempt, reached, begun, tried, next);
        }
    }

    /**
     * How a try failed.
     *
     * @param reason in a word
     * @param message for people; never a value
     * @param attempt how many tries in a row failed
     * @param since when the first of these failures in a row was
     * @param retryAt when it is tried again
     */
    public record Failure(String reason, String message, int attempt, Instant since, Instant retryAt) {}
}
