package io.stockade.status;

import io.stockade.cloud.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells when a kind has gone unread for so long, or so hopelessly, that the last look at it says nothing any more. */
final class BlindSpots {
    /** How long a failure that may pass is only noted: conditions must not flap with every throttle. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private BlindSpots() {}

    /** What to tell of a kind that can't be relied on any more; empty if it can. */
    static Optional<String> why(Coverage coverage, Instant now) {
        return Optional.ofNullable(coverage.failure())
                .filter(failure ->
                        failure.lasting() || !failure.since().plus(PATIENCE).isAfter(now))
                .map(failure -> text(coverage, failure));
    }

    private static String text(Coverage coverage, Coverage.Failure failure) {
        String last = coverage.readAt() == null ? "never read" : "last read " + coverage.readAt();
        String next = failure.lasting()
                ? "; nothing of it is changed until that is put right"
                : "; it is tried again, and nothing of it is changed until it succeeds";
        return "not readable since " + failure.since() + ", " + last + ": " + failure.message() + next;
    }
}
