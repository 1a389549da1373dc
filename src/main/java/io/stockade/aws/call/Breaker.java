package io.stockade.aws.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everybody from calling with credentials that do not work. It opens when two calls in a row were refused for
 * them: one alone may be a matter of what it was about. Then one call now and then is let by, and the first that AWS
 * serves closes it.
 */
final class Breaker {
    private static final int IN_A_ROW = 2;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private int refused;
    private @Nullable Open open;

    /** Since when, why, and when the next call is let by. */
    private record Open(Instant since, String cause, Instant next, Duration pause) {
        Open later(Instant now) {
            Duration longer = pause.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause.multipliedBy(2);
            return new Open(since, cause, now.plus(pause), longer);
        }
    }

    /** Why no call is made now; empty if one may be. */
    synchronized Optional<String> refusal(Instant now) {
        Open known = open;
        return known == null || !now.isBefore(known.next)
                ? Optional.empty()
                : Optional.of(
                        "not asked, since the credentials have not worked since " + known.since + ": " + known.cause);
    }

    /** The same for a call that is made at once if it may be: while the breaker is open there is none beside it. */
    synchronized Optional<String> admit(Instant now) {
        Optional<String> refusal = refusal(now);
        Open known = open;
        if (refusal.isEmpty() && known != null) {
            open = known.later(now);
        }
        return refusal;
    }

    /** AWS took the credentials, whatever it said to the rest. */
    synchronized void accepted() {
        refused = 0;
        open = null;
    }

    /** AWS did not take the credentials. */
    synchronized void refused(String cause, Instant now) {
        refused++;
        if (open == null && refused >= IN_A_ROW) {
            open = new Open(now, cause, now.plus(FIRST_WAIT), FIRST_WAIT);
        }
    }
}
