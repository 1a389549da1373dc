package io.stockade;

import io.stockade.reconcile.PassListener;
import io.stockade.status.DriftRecord;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures how long drifts last: from when each was first seen until a look that could have seen it found it gone. */
final class DriftDurations implements PassListener {
    private final InstantSource clock;

    /** Since when each drift is there, by stack. Only stacks with drift are here. */
    private final Map<String, Map<String, Instant>> known = new HashMap<>();

    private final Map<String, Map<String, Instant>> fresh = new HashMap<>();
    private long count;
    private Duration total = Duration.ZERO;

    DriftDurations(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void drifts(String stack, List<DriftRecord> all, Instant observed) {
        Map<String, Instant> since = new HashMap<>();
        all.stream()
                .filter(drift -> !drift.tolerated() && !drift.unknown())
                .forEach(drift -> since.putIfAbsent(drift.identity(), Instant.parse(drift.firstSeen())));
        fresh.put(stack, since);
    }

    @Override
    public void status(String stack, StackStatus status) {
        looked(stack, status);
    }

    @Override
    public void confirmed(String stack, StackStatus status) {
        looked(stack, status);
    }

    private synchronized void looked(String stack, StackStatus status) {
        Map<String, Instant> now = fresh.remove(stack);
        boolean blind = !status.observation().problems().isEmpty();
        if (now == null || blind) {
            return;
        }
        Map<String, Instant> before = known.getOrDefault(stack, Map.of());
        before.forEach((drift, since) -> {
            if (!now.containsKey(drift)) {
                count++;
                total = total.plus(Duration.between(since, clock.instant()));
            }
        });
        if (now.isEmpty()) {
            known.remove(stack);
        } else {
            known.put(stack, now);
        }
    }

    @Override
    public synchronized void forgotten(String stack) {
        known.remove(stack);
        fresh.remove(stack);
    }

    synchronized long count() {
        return count;
    }

    /** Of all of them. */
    synchronized double seconds() {
        return total.toMillis() / 1000.0;
    }
}
