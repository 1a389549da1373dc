package io.stockade;

import io.stockade.reconcile.PassListener;
import io.stockade.status.DriftAuthor;
import io.stockade.status.DriftRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures how soon drift is seen: from the call that made it, as an event told, to the look that found it. When a drift was
 * made of which no event told is not known, and it is not counted.
 */
final class DriftDetections implements PassListener {
    /** When each drift was found whose maker is not known yet, by stack and key; empty for what is not to be counted. */
    private final Map<String, Map<String, Optional<Instant>>> found = new HashMap<>();

    private long count;
    private Duration total = Duration.ZERO;

    @Override
    public synchronized void drifts(String stack, List<DriftRecord> all, Instant observed) {
        Map<String, Optional<Instant>> before = found.getOrDefault(stack, Map.of());
        boolean first = !found.containsKey(stack);
        Map<String, Optional<Instant>> now = new HashMap<>();
        for (DriftRecord drift : all) {
            // What was there before this process was may have been found at any time.
            boolean older = first && Instant.parse(drift.firstSeen()).isBefore(observed);
            Optional<Instant> seen = before.getOrDefault(drift.key(), older ? Optional.empty() : Optional.of(observed));
            now.put(drift.key(), seen.isPresent() && counted(drift, seen.get()) ? Optional.empty() : seen);
        }
        found.put(stack, now);
    }

    private boolean counted(DriftRecord drift, Instant seen) {
        DriftAuthor author = drift.author();
        if (author == null || author.time() == null) {
            return false;
        }
        Duration took = Duration.between(Instant.parse(author.time()), seen);
        count++;
        // AWS's clock may be ahead of ours.
        total = total.plus(took.isNegative() ? Duration.ZERO : took);
        return true;
    }

    @Override
    public synchronized void forgotten(String stack) {
        found.remove(stack);
    }

    synchronized long count() {
        return count;
    }

    /** Of all of them. */
    synchronized double seconds() {
        return total.toMillis() / 1000.0;
    }
}
