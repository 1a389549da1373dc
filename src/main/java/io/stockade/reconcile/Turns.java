package io.stockade.reconcile;

import io.stockade.apply.ChangeResult;
import io.stockade.cloud.CloudException;
import io.stockade.plan.Difference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to come back for calls whose turn has not come. Turns that follow each other closely are waited for together: a
 * token is kept for a while, and one pass for several calls is less work than one for each. A repair is not kept waiting
 * for others.
 */
final class Turns {
    private static final Duration TOGETHER = Duration.ofSeconds(2);

    /** Who was told the same time need not come at one instant. */
    private static final Duration SPREAD = Duration.ofMillis(500);

    private Turns() {}

    /**
     * When to come back after a look that could not even begin, because it was not its turn: that is no failure, and
     * nothing that a status has to tell. Empty where AWS itself refused, or anything else went wrong.
     */
    static Optional<Instant> of(CloudException failure, Instant now, RandomGenerator random) {
        Duration turn = failure.retryAfter();
        return awaited(failure) && turn != null
                ? Optional.of(now.plus(turn).plusMillis(random.nextLong(SPREAD.toMillis())))
                : Optional.empty();
    }

    /** Whether a call was only put off by ourselves, and AWS did not say a word. */
    static boolean awaited(CloudException failure) {
        return failure.category() == CloudException.Category.THROTTLED
                && failure.code().isEmpty();
    }

    /** Whether a change was put off until a known time, because it was not its turn. */
    static boolean waits(ChangeResult result) {
        return result.outcome() == ChangeResult.Outcome.DEFERRED && result.retryAt() != null;
    }

    /** When to come back; empty if nothing waits for its turn. */
    static Optional<Instant> next(List<ChangeResult> results) {
        List<ChangeResult> waiting = results.stream().filter(Turns::waits).toList();
        Optional<Instant> first = waiting.stream()
                .flatMap(result -> Optional.ofNullable(result.retryAt()).stream())
                .min(Instant::compareTo);
        boolean repair = waiting.stream().anyMatch(result -> result.change().origin() == Difference.Origin.DRIFT);
        if (first.isEmpty() || repair) {
            return first;
        }
        Instant latest = first.get().plus(TOGETHER);
        return waiting.stream()
                .flatMap(result -> Optional.ofNullable(result.retryAt()).stream())
                .filter(turn -> !turn.isAfter(latest))
                .max(Instant::compareTo);
    }
}
