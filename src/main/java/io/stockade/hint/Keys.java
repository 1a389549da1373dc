package io.stockade.hint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds what a call was asked about in CloudTrail's record of its parameters. CloudTrail has one thing in several forms:
 * {@code groupId} of old calls is {@code GroupId} within {@code ModifySecurityGroupRulesRequest} of newer ones, and one
 * of several comes as {@code {"tag": 1, "content": "vpce-…"}}.
 */
final class Keys {
    /** More than this nobody names in one call that matters here. */
    private static final int MOST = 50;

    private static final int DEEPEST = 6;

    private Keys() {}

    /**
     * The values of a key, on the outermost level that has it: further in it names others, such as the groups that a rule
     * speaks of.
     *
     * @param key in lower case
     */
    static List<String> outermost(JsonNode parameters, String key) {
        List<JsonNode> level = List.of(parameters);
        for (int depth = 0; depth < DEEPEST && !level.isEmpty(); depth++) {
            List<String> found = new ArrayList<>();
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : level) {
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    if (field.getKey().toLowerCase(Locale.ROOT).equals(key)) {
                        texts(field.getValue(), found);
                    }
                    next.addAll(objects(field.getValue()));
                }
            }
            if (!found.isEmpty()) {
                return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
            }
            level = next;
        }
        return List.of();
    }

    private static List<JsonNode> objects(JsonNode value) {
        List<JsonNode> objects = new ArrayList<>();
        if (value.isObject()) {
            objects.add(value);
        }
        if (value.isArray()) {
            value.forEach(element -> {
                if (element.isObject()) {
                    objects.add(element);
                }
            });
        }
        return objects;
    }

    private static void texts(JsonNode value, List<String> found) {
        if (value.isTextual()) {
            found.add(value.textValue());
        } else if (value.isObject()) {
            JsonNode content = value.path("content");
            if (content.isTextual()) {
                found.add(content.textValue());
            }
        } else if (value.isArray()) {
            value.forEach(element -> texts(element, found));
        }
    }
}
