package io.stockade.alert;

import java.util.List;
import java.util.Map;

/**
 * Which alerts go to a sink.
 *
 * @param sink by name
 * @param minSeverity the least of them
 * @param environments whose; empty for all
 * @param labels that the manifest must have, all of them
 * @param kinds which; empty for all
 */
public record Route(
        String sink,
        Severity minSeverity,
        List<String> environments,
        Map<String, String> labels,
        List<AlertKind> kinds) {
    public Route {
        environments = List.copyOf(environments);
        labels = Map.copyOf(labels);
        kinds = List.copyOf(kinds);
    }

    boolean takes(Alert alert) {
        StackFacts stack = alert.stack();
        return alert.severity().atLeast(minSeverity)
                && (environments.isEmpty() || environments.contains(stack.environment()))
                && (kinds.isEmpty() || kinds.contains(alert.kind()))
                && stack.labels().entrySet().containsAll(labels.entrySet());
    }
}
