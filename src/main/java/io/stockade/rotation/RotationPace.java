package io.stockade.rotation;

import java.time.Duration;
import java.time.Instant;

/** How long rotations wait for what. */
final class RotationPace {
    /** A function may run that long: docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html. */
    static final Duration LONGEST_RUN = Duration.ofMinutes(15);

    /** For so long somebody else's pending version is taken for a rotation under way, and so is AWS's own. */
    static final Duration LEFT_PENDING = Duration.ofHours(1);

    /** So much later than the end of its window a secret is overdue. */
    static final Duration GRACE = Duration.ofHours(1);

    /** So many tries must have failed before a version is given up for another value. */
    static final int PATIENCE = 3;

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 9;
    private static final Duration LONGEST_BACK_OFF = Duration.ofHours(1);

    private RotationPace() {}

    /** When to look again for what AWS does not show yet. */
    static Duration look(Instant begun, Instant now) {
        return now.isBefore(begun.plus(LONGEST_RUN)) ? SOON : SELDOM;
    }

    /**
     * How long a rotation that failed is left alone: doubling from 10 s to an hour, and never given up.
     *
     * @param failures in a row, from 1
     */
    static Duration backOff(int failures) {
        Duration doubled = FIRST_BACK_OFF.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST_BACK_OFF) < 0 ? doubled : LONGEST_BACK_OFF;
    }
}
