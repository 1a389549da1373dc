package io.stockade.reconcile;

import io.stockade.status.DriftRecord;
import io.stockade.status.StackStatus;
import io.stockade.status.StackStatus.DriftEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which drifts of a stack were announced. A status lists the worst only, so that one may leave the list and come back to
 * it while it lasts; it is announced once, when it is listed for the first time.
 */
final class Sightings {
    private static final String STOPPED = "Stopped";

    private final Set<String> announced = new HashSet<>();

    /** Those of a status from before a restart were announced before it. */
    void recall(StackStatus status) {
        status.drift().items().forEach(entry -> announced.add(key(entry)));
    }

    /**
     * What is to be announced now.
     *
     * @param drifts every one that there is, in the order of the status, with its texts in full
     */
    List<StackEvent> news(String stack, StackStatus status, List<DriftRecord> drifts, Instant now) {
        // How much of a text is listed depends on its neighbours; what is announced doesn't.
        List<DriftEntry> whole = drifts.stream()
                .filter(drift -> !drift.tolerated() && !drift.unknown())
                .map(DriftRecord::entry)
                .toList();
        announced.retainAll(whole.stream().map(Sightings::key).collect(Collectors.toSet()));
        List<DriftEntry> listed = status.drift().items();
        List<StackEvent> events = new ArrayList<>();
        // What can't be read stands after all that was found, and conditions tell of it.
        for (int index = 0; index < Math.min(listed.size(), whole.size()); index++) {
            if (announced.add(key(whole.get(index)))) {
                events.add(found(stack, listed.get(index), now));
            }
        }
        return events;
    }

    private static StackEvent found(String stack, DriftEntry entry, Instant now) {
        String field = entry.field().isEmpty() ? "" : " " + entry.field();
        boolean stopped = entry.decision().equals(STOPPED);
        String actor = entry.actor() == null ? "" : "; by " + entry.actor();
        return new StackEvent(
                now,
                stack,
                "Warning",
                stopped ? "CorrectionStorm" : "DriftFound",
                entry.severity() + ": " + entry.resource() + field + " is " + entry.actual() + ", expected "
                        + entry.expected() + "; " + entry.doing() + actor);
    }

    /** That it isn't put right any more is news of its own. */
    private static String key(DriftEntry entry) {
        return entry.key() + (entry.decision().equals(STOPPED) ? " " + STOPPED : "");
    }
}
