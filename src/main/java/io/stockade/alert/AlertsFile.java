package io.stockade.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.SettingsFile;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is told what, as a YAML file says it. Everything that is wrong with it is told at once. */
public final class AlertsFile {
    private static final List<String> FIELDS = List.of("sinks", "routes", "for", "escalation", "digest", "giveUpAfter");
    private static final List<String> DURATION_EXAMPLES = List.of("30s", "10m", "24h");

    private final Fields fields;
    private final SinkReader sinks;

    private AlertsFile(SettingsFile settings, Function<String, @Nullable String> environment) {
        this.fields = new Fields(settings);
        this.sinks = new SinkReader(fields, environment);
    }

    /** A file that says nothing, or something that nobody can mean. Its message quotes no address and no key. */
    public static final class NotUnderstoodException extends Exception {
        private static final long serialVersionUID = 1L;

        NotUnderstoodException(String message) {
            super(message);
        }
    }

    /**
     * What a file says.
     *
     * @param name of the file, as messages are to have it
     * @param environment where references into it are looked up
     */
    public static AlertSettings read(byte[] content, String name, Function<String, @Nullable String> environment)
            throws NotUnderstoodException {
        SettingsFile settings = SettingsFile.read(content, name);
        AlertSettings read =
                settings.problems().isEmpty() ? new AlertsFile(settings, environment).settings(settings.tree()) : null;
        if (read == null || !settings.problems().isEmpty()) {
            throw new NotUnderstoodException(
                    settings.problems().stream().map(SpecProblem::text).collect(Collectors.joining("\n")));
        }
        return read;
    }

    private AlertSettings settings(JsonNode tree) {
        fields.only(tree, "", FIELDS);
        List<SinkSettings> read = sinks(tree.path("sinks"));
        List<Route> routes = routes(tree.path("routes"), read);
        JsonNode escalation = tree.path("escalation");
        fields.only(escalation, "escalation", List.of("critical", "other"));
        JsonNode digest = tree.path("digest");
        fields.only(digest, "digest", List.of("window", "above"));
        return new AlertSettings(
                read,
                routes,
                new Alerts.Timing(
                        duration(tree, "", "for", AlertSettings.TIMING.lasts()),
                        duration(escalation, "escalation", "critical", AlertSettings.TIMING.critical()),
                        duration(escalation, "escalation", "other", AlertSettings.TIMING.other())),
                new Gathering.Limits(
                        duration(digest, "digest", "window", AlertSettings.DIGEST.window()), above(digest)),
                duration(tree, "", "giveUpAfter", AlertSettings.GIVE_UP_AFTER));
    }

    private List<SinkSettings> sinks(JsonNode list) {
        if (!list.isArray() || list.isEmpty()) {
            fields.refuse("sinks", "names nobody who is told", "a list such as [{name: ops, type: log}]");
            return List.of();
        }
        List<SinkSettings> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int index = 0; index < list.size(); index++) {
            String path = "sinks[" + index + "]";
            SinkSettings sink = sinks.read(list.get(index), path);
            if (sink != null && !names.add(sink.name())) {
                fields.refuse(path + ".name", "there is a sink '" + sink.name() + "' already", null);
            }
            if (sink != null) {
                read.add(sink);
            }
        }
        return read;
    }

    private List<Route> routes(JsonNode list, List<SinkSettings> known) {
        List<String> names = known.stream().map(SinkSettings::name).toList();
        Set<String> unused = new TreeSet<>(names);
        if (list.isMissingNode()) {
            return names.stream()
                    .map(name -> new Route(name, Severity.LOW, List.of(), java.util.Map.of(), List.of()))
                    .toList();
        }
        if (!list.isArray()) {
            fields.refuse("routes", "is no list", "a list such as [{sink: ops, minSeverity: High}]");
            return List.of();
        }
        List<Route> read = new ArrayList<>();
        for (int index = 0; index < list.size(); index++) {
            Route route = new RouteReader(fields).read(list.get(index), "routes[" + index + "]", names);
            read.add(route);
            unused.remove(route.sink());
        }
        unused.forEach(name ->
                fields.refuse("routes", "nothing goes to sink '" + name + "'", "a route to it, or no such sink"));
        return read;
    }

    private int above(JsonNode digest) {
        JsonNode value = digest.path("above");
        if (value.isMissingNode()) {
            return AlertSettings.DIGEST.above();
        }
        if (!value.canConvertToInt() || value.asInt() < 1 || value.asInt() > 1_000) {
            fields.refuse("digest.above", "is no number of messages", "a whole number from 1 to 1000");
            return 1;
        }
        return value.asInt();
    }

    private Duration duration(JsonNode node, String path, String field, Duration otherwise) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        String where = path.isEmpty() ? field : path + "." + field;
        try {
            Duration read = Duration.parse("PT" + value.asText().toUpperCase(Locale.ROOT));
            if (!read.isNegative()) {
                return read;
            }
        } catch (DateTimeParseException unreadable) {
            // Said below, in our words.
        }
        fields.refuse(where, "is no duration", "one such as " + String.join(", ", DURATION_EXAMPLES));
        return otherwise;
    }
}
