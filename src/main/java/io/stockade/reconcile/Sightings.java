package io.stockade.reconcile;

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
    List<StackEvent> news(String stack, StackStatus status, List<DriftEntry> drifts, Instant now) {
        announced.retainAll(drifts.stream().map(Sightings::key).collect(Collectors.toSet()));
        List<DriftEntry> listed = status.drift().items();
        List<StackEvent> events = new ArrayList<>();
        for (int index = 0; index < listed.size(); index++) {
            // How much of a text is listed depends on its neighbours; what is announced doesn't.
            if (announced.add(key(drifts.get(index)))) {
                events.add(found(stack, listed.get(index), now));
            }
        }
        return events;
    }

    private static StackEvent found(String stack, DriftEntry entry, Instant now) {
        String field = entry.field().isEmpty() ? "" : " " + entry.field();
        return new StackEvent(
                now,
                stack,
                "Warning",
                "DriftFound",
                entry.severity() + ": " + entry.resource() + field + " is " + entry.actual() + ", expected "
                        + entry.expected() + "; " + entry.doing());
    }

    private static String key(DriftEntry entry) {
        return entry.resource() + " " + entry.field() + " " + entry.type() + " " + entry.actual();
    }
}
