package io.stockade.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.graph.Owner;
import io.stockade.sandbox.JournalEntry;
import io.stockade.sandbox.Sandbox;
import io.stockade.simulation.KeptWorld;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Another installation's VPC, which looks like one of ours, and all that is in it: nobody of us may write to it. */
final class Neighbour {
    static final String INSTALLATION = "another";

    private Neighbour() {}

    /** What we asked AWS to change of it, whether AWS did or not; empty as it must be. */
    static Optional<String> touched(List<KeptWorld.Row> rows, List<JournalEntry> calls) {
        Set<String> ids = ids(rows);
        List<String> touching = calls.stream()
                .filter(call -> call.mutating() && call.principal().startsWith(Sandbox.PRINCIPAL))
                .filter(call -> !Collections.disjoint(ids, call.resources()))
                .map(call -> call.action() + " " + call.resources())
                .toList();
        return touching.isEmpty() ? Optional.empty() : Optional.of("another installation's things: " + touching);
    }

    private static Set<String> ids(List<KeptWorld.Row> rows) {
        Set<String> ids = new TreeSet<>();
        rows.stream().filter(row -> theirs(row.value())).forEach(row -> ids.add(row.id()));
        addWhatIsIn("VpcId", rows, ids);
        addWhatIsIn("GroupId", rows, ids);
        return ids;
    }

    private static void addWhatIsIn(String parent, List<KeptWorld.Row> rows, Set<String> ids) {
        rows.stream()
                .filter(row -> ids.contains(row.value().path(parent).asText()))
                .forEach(row -> ids.add(row.id()));
    }

    private static boolean theirs(JsonNode value) {
        for (JsonNode tag : value.path("Tags")) {
            if (tag.path("Key").asText().equals(Owner.INSTALLATION_TAG)) {
                return tag.path("Value").asText().equals(INSTALLATION);
            }
        }
        return false;
    }
}
