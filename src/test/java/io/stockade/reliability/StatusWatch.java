package io.stockade.reliability;

import io.stockade.sandbox.time.VirtualTime;
import io.stockade.status.StackStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every status that was told, and how often each condition turned. */
final class StatusWatch {
    private final VirtualTime time;
    private final List<Told> told = new ArrayList<>();
    private final SortedMap<String, String> conditions = new TreeMap<>();
    private final SortedMap<String, Integer> turns = new TreeMap<>();

    StatusWatch(VirtualTime time) {
        this.time = time;
    }

    /** A status, and when it was told. */
    record Told(Instant at, StackStatus status) {
        /** When the oldest read was made that it rests on. */
        Instant observed() {
            String time = status.observation().time();
            return time == null ? at : Instant.parse(time);
        }

        /** Whether it says that all is there, and nothing is being done. */
        boolean content() {
            return status.is("Ready")
                    && !status.is("Reconciling")
                    && !status.is("Drifted")
                    && !status.is("AwaitingApproval");
        }
    }

    /** Whether it says that the stack would go along with its namespace, and that nobody asked for that. */
    static boolean abandoned(StackStatus status) {
        return status.condition("Stalled")
                .filter(stalled -> stalled.reason().equals("NamespaceTerminating"))
                .isPresent();
    }

    void look(StackStatus status) {
        told.add(new Told(time.now(), status));
        status.conditions().forEach(condition -> {
            String before = conditions.put(condition.type(), condition.status());
            if (before != null && !before.equals(condition.status())) {
                turns.merge(condition.type(), 1, Integer::sum);
            }
        });
    }

    List<Told> told() {
        return List.copyOf(told);
    }

    /** How often each condition changed, by type. */
    Map<String, Integer> turns() {
        return Map.copyOf(turns);
    }
}
