package io.stockade.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a route. */
record RouteReader(Fields fields) {
    private static final List<String> KNOWN = List.of("sink", "minSeverity", "environments", "labels", "kinds");

    Route read(JsonNode node, String path, List<String> sinks) {
        fields.only(node, path, KNOWN);
        String sink = fields.text(node, path, "sink");
        if (!sink.isEmpty() && !sinks.contains(sink)) {
            fields.refuse(path + ".sink", "there is no sink '" + sink + "'", sink, sinks);
        }
        return new Route(
                sink,
                severity(node, path),
                fields.texts(node, path, "environments"),
                labels(node.path("labels"), path + ".labels"),
                kinds(node, path));
    }

    private Severity severity(JsonNode node, String path) {
        JsonNode value = node.path("minSeverity");
        if (value.isMissingNode()) {
            return Severity.LOW;
        }
        return Severity.find(value.asText()).orElseGet(() -> {
            List<String> known =
                    Arrays.stream(Severity.values()).map(Severity::toString).toList();
            fields.refuse(path + ".minSeverity", "is no severity", value.asText(), known);
            return Severity.LOW;
        });
    }

    private List<AlertKind> kinds(JsonNode node, String path) {
        List<String> known =
                Arrays.stream(AlertKind.values()).map(AlertKind::toString).toList();
        List<AlertKind> kinds = new ArrayList<>();
        for (String text : fields.texts(node, path, "kinds")) {
            AlertKind.find(text)
                    .ifPresentOrElse(
                            kinds::add,
                            () -> fields.refuse(
                                    path + ".kinds[" + kinds.size() + "]",
                                    "'" + text + "' is no kind of alert",
                                    text,
                                    known));
        }
        return kinds;
    }

    private Map<String, String> labels(JsonNode node, String path) {
        Map<String, String> labels = new TreeMap<>();
        if (!node.isMissingNode() && !node.isObject()) {
            fields.refuse(path, "is no object", "labels of manifests such as {team: payments}");
        }
        node.properties()
                .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
        return labels;
    }
}
