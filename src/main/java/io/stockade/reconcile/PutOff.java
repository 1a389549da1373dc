package io.stockade.reconcile;

import io.stockade.apply.ChangeResult;
import io.stockade.plan.Change;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creations that were told when their turn is, which a pass before it need not announce. For one pass at a time. */
final class PutOff {
    private final Map<String, ChangeResult> waiting = new HashMap<>();

    /** Takes note of what came of the newest wave. */
    void note(List<ChangeResult> results) {
        waiting.clear();
        results.stream()
                .filter(Turns::waits)
                .filter(result -> result.change().action() == Change.Action.CREATE)
                .forEach(result -> waiting.put(result.change().key(), result));
    }

    /** What becomes of a creation until its turn; a repair may have an earlier one than what it was before. */
    Optional<ChangeResult> find(Change change, Instant now) {
        return Optional.ofNullable(waiting.get(change.key()))
                .filter(result -> result.change().origin() == change.origin())
                .filter(result -> result.retryAt() != null && result.retryAt().isAfter(now))
                .map(result -> result.of(change));
    }
}
