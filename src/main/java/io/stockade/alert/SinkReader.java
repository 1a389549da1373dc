package io.stockade.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a sink. What addresses and keys are is looked at once, so that a slip is found before the first alert. */
final class SinkReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern TOPIC =
            Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[\\w-]{1,256}(\\.fifo)?");
    private static final String TOPIC_EXAMPLE = "one such as arn:aws:sns:eu-west-1:111122223333:alerts";
    private static final Pattern BUS =
            Pattern.compile("arn:aws[a-z-]*:events:[a-z0-9-]+:\\d{12}:event-bus/[\\w./-]{1,256}");
    private static final String BUS_EXAMPLE = "one such as arn:aws:events:eu-west-1:111122223333:event-bus/default";
    private static final int SHORTEST_KEY = 16;
    private static final String BY_REFERENCE = "{env: NAME} or {file: PATH}";

    private final Fields fields;
    private final Function<String, @Nullable String> environment;

    SinkReader(Fields fields, Function<String, @Nullable String> environment) {
        this.fields = fields;
        this.environment = environment;
    }

    /** @return {@code null} if it is too wrong to be anything */
    @Nullable
    SinkSettings read(JsonNode node, String path) {
        if (!node.isObject()) {
            fields.refuse(path, "is no sink", "one such as {name: ops, type: log}");
            return null;
        }
        String name = fields.text(node, path, "name");
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            fields.refuse(path + ".name", "is no name", "lower case letters, digits and dashes");
        }
        String written = node.path("type").asText();
        Optional<SinkSettings.Type> type = SinkSettings.Type.find(written);
        if (type.isEmpty()) {
            fields.only(node, path, List.of("name", "type", "url", "urlFrom", "keyFrom", "topic", "bus"));
            fields.refuse(path + ".type", "there is no such type of sink", written, SinkSettings.Type.names());
            return null;
        }
        return read(node, path, name, type.get());
    }

    private SinkSettings read(JsonNode node, String path, String name, SinkSettings.Type type) {
        switch (type) {
            case LOG -> {
                fields.only(node, path, List.of("name", "type"));
                return new SinkSettings(name, type, null, null, null);
            }
            case SLACK -> {
                fields.only(node, path, List.of("name", "type", "urlFrom"));
                return new SinkSettings(name, type, address(node, path, false), null, null);
            }
            case WEBHOOK -> {
                fields.only(node, path, List.of("name", "type", "url", "urlFrom", "keyFrom"));
                return new SinkSettings(name, type, address(node, path, true), key(node, path), null);
            }
            case SNS -> {
                fields.only(node, path, List.of("name", "type", "topic"));
                return new SinkSettings(name, type, null, null, arn(node, path, "topic", TOPIC, TOPIC_EXAMPLE));
            }
            case EVENT_BRIDGE -> {
                fields.only(node, path, List.of("name", "type", "bus"));
                return new SinkSettings(name, type, null, null, arn(node, path, "bus", BUS, BUS_EXAMPLE));
            }
        }
        throw new IllegalStateException("every type is read");
    }

    private String arn(JsonNode node, String path, String field, Pattern pattern, String example) {
        String arn = fields.text(node, path, field);
        if (!arn.isEmpty() && !pattern.matcher(arn).matches()) {
            fields.refuse(path + "." + field, "'" + arn + "' is no ARN of a " + field, example);
        }
        return arn;
    }

    private @Nullable Reference address(JsonNode node, String path, boolean plainly) {
        JsonNode plain = node.path("url");
        if (plain.isMissingNode()) {
            Reference reference = reference(node, path, "urlFrom");
            if (reference != null) {
                check(reference, path + ".urlFrom");
            }
            return reference;
        }
        String text = plain.asText();
        if (!plainly || Address.mayHoldSecrets(text)) {
            fields.refuse(path + ".url", "whoever knows the address can send there", "urlFrom: " + BY_REFERENCE);
        }
        Address.problem(text).ifPresent(problem -> fields.refuse(path + ".url", problem, null));
        return Reference.plain(text);
    }

    private void check(Reference reference, String path) {
        try {
            Address.problem(reference.reveal())
                    .ifPresent(problem -> fields.refuse(path, "what is in " + reference + " " + problem, null));
        } catch (UndeliveredException absent) {
            fields.refuse(path, absent.why(), null);
        }
    }

    private @Nullable Reference key(JsonNode node, String path) {
        Reference reference = reference(node, path, "keyFrom");
        if (reference == null) {
            return null;
        }
        try {
            if (reference.reveal().length() < SHORTEST_KEY) {
                fields.refuse(
                        path + ".keyFrom",
                        "the key in " + reference + " is shorter than " + SHORTEST_KEY + " characters",
                        "one such as 'openssl rand -hex 32' makes");
            }
        } catch (UndeliveredException absent) {
            fields.refuse(path + ".keyFrom", absent.why(), null);
        }
        return reference;
    }

    private @Nullable Reference reference(JsonNode node, String path, String field) {
        JsonNode reference = node.path(field);
        boolean env = reference.path("env").isTextual();
        boolean file = reference.path("file").isTextual();
        if (reference.size() != 1 || env == file) {
            fields.refuse(path + "." + field, "names no place", BY_REFERENCE);
            return null;
        }
        return env
                ? Reference.environment(reference.path("env").asText(), environment)
                : Reference.file(Path.of(reference.path("file").asText()));
    }
}
