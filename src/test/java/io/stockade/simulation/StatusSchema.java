package io.stockade.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stockade.status.StackStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The schema of the status in the CRD, as an API server holds a status against it. */
final class StatusSchema {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode schema;

    StatusSchema() {
        try {
            this.schema = new YAMLMapper()
                    .readTree(Path.of("crds/securestacks.stockade.dev.yaml").toFile())
                    .at("/spec/versions/0/schema/openAPIV3Schema/properties/status");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What an API server would refuse, or silently drop. */
    List<String> problems(StackStatus status) {
        List<String> problems = new ArrayList<>();
        check(JSON.valueToTree(status), schema, "status", problems);
        return problems;
    }

    private static void check(JsonNode value, JsonNode schema, String path, List<String> problems) {
        boolean fits = switch (schema.path("type").asText()) {
            case "object" -> value.isObject();
            case "array" ->
                value.isArray() && value.size() <= schema.path("maxItems").asInt(Integer.MAX_VALUE);
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            default -> false;
        };
        if (!fits) {
            problems.add(path + " is " + value + ", and should be " + schema.path("type"));
        } else if (value.isArray()) {
            value.forEach(item -> check(item, schema.path("items"), path + "[]", problems));
        } else if (value.isObject()) {
            object(value, schema, path, problems);
        }
    }

    private static void object(JsonNode value, JsonNode schema, String path, List<String> problems) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                problems.add(path + " has no " + name.asText());
            }
        });
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode known = schema.has("properties")
                    ? schema.path("properties").path(field.getKey())
                    : schema.path("additionalProperties");
            if (known.isMissingNode()) {
                problems.add(path + " has the unknown field " + field.getKey());
            } else {
                check(field.getValue(), known, path + "." + field.getKey(), problems);
            }
        }
    }
}
