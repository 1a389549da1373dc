package io.stockade.sandbox.secrets;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a secret is rotated, and how far that is.
 *
 * @param enabled whether it is rotated by itself
 * @param function the function's ARN; empty where there never was one
 * @param days the days between two rotations, where they were given so
 * @param expression the schedule, where it was given so; empty otherwise
 * @param duration how long a window is; empty for AWS's usual one
 * @param anchor what a rate counts from: when it was set, or the last rotation
 * @param lastRotated when a rotation last came to its end
 * @param opens the start of the window that comes next
 * @param moment when it is rotated in that window
 * @param nextDate the end of that window, or of the one that was missed
 * @param inFlight the rotation that is being carried out
 */
record Rotation(
        boolean enabled,
        String function,
        @Nullable Long days,
        String expression,
        String duration,
        Instant anchor,
        @Nullable Instant lastRotated,
        @Nullable Instant opens,
        @Nullable Instant moment,
        @Nullable Instant nextDate,
        @Nullable InFlight inFlight) {

    /** What no secret begins with. */
    static final Rotation NONE = new Rotation(false, "", null, "", "", Instant.EPOCH, null, null, null, null, null);

    /**
     * A rotation under way.
     *
     * @param token the version that it makes
     * @param trial whether only the test step is run, to see whether the function can be invoked
     * @param step which of the four comes next, counted from 0
     * @param attempt how often it was begun
     * @param turn names the step that is waited for, so that one that was called off isn't taken for it
     */
    record InFlight(String token, boolean trial, int step, int attempt, Instant begun, long turn) {
        InFlight at(long nextTurn) {
            return new InFlight(token, trial, step, attempt, begun, nextTurn);
        }

        /** The step after this one. */
        InFlight next() {
            return new InFlight(token, trial, step + 1, attempt, begun, turn);
        }

        /** From the beginning. */
        InFlight again() {
            return new InFlight(token, trial, 0, attempt + 1, begun, turn);
        }
    }

    Rotation with(@Nullable InFlight other) {
        return new Rotation(
                enabled, function, days, expression, duration, anchor, lastRotated, opens, moment, nextDate, other);
    }

    Rotation by(String otherFunction) {
        return new Rotation(
                true,
                otherFunction,
                days,
                expression,
                duration,
                anchor,
                lastRotated,
                opens,
                moment,
                nextDate,
                inFlight);
    }

    Rotation every(@Nullable Long otherDays, String otherExpression, String otherDuration) {
        return new Rotation(
                enabled,
                function,
                otherDays,
                otherExpression,
                otherDuration,
                anchor,
                lastRotated,
                opens,
                moment,
                nextDate,
                inFlight);
    }

    /** The next window. */
    Rotation next(Instant from, Instant start, Instant chosen, Instant end) {
        return new Rotation(
                enabled, function, days, expression, duration, from, lastRotated, start, chosen, end, inFlight);
    }

    Rotation dated(@Nullable Instant shown) {
        return new Rotation(
                enabled, function, days, expression, duration, anchor, lastRotated, opens, moment, shown, inFlight);
    }

    /** Done; what is next is not known yet. */
    Rotation done(Instant now) {
        return new Rotation(enabled, function, days, expression, duration, now, now, opens, moment, nextDate, null);
    }

    /** Switched off; function and schedule are kept for the next time. */
    Rotation off() {
        return new Rotation(false, function, days, expression, duration, anchor, lastRotated, null, null, null, null);
    }

    /** Whether it has a schedule at all. */
    boolean scheduled() {
        return days != null || !expression.isEmpty();
    }

    /** The schedule as an expression: days are a rate. */
    String schedule() {
        return days == null ? expression : "rate(" + days + (days == 1 ? " day)" : " days)");
    }
}
