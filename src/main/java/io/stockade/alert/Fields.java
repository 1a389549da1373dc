package io.stockade.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.spec.Nearest;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.SettingsFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a file of settings, and what is wrong with them. */
record Fields(SettingsFile settings) {
    void refuse(String path, String message, @Nullable String expected) {
        settings.refuse(SpecProblem.error(path, message).expecting(expected));
    }

    /** Refuses a name that is none of those that there are. */
    void refuse(String path, String message, String written, List<String> known) {
        settings.refuse(SpecProblem.error(path, message)
                .expecting(String.join(", ", known))
                .meaning(Nearest.of(written, known)));
    }

    /** Refuses what is no object, and fields that there are not. */
    void only(JsonNode node, String path, List<String> known) {
        if (node.isMissingNode()) {
            return;
        }
        if (!node.isObject()) {
            refuse(path, "is no object", "one of the fields " + String.join(", ", known));
            return;
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                refuse(path.isEmpty() ? name : path + "." + name, "unknown field", name, known);
            }
        });
    }

    /** @return an empty text where there is none, which is refused */
    String text(JsonNode node, String path, String field) {
        String text = node.path(field).isTextual() ? node.path(field).asText() : "";
        if (text.isBlank()) {
            refuse(path + "." + field, "is missing", "a text");
        }
        return text;
    }

    List<String> texts(JsonNode node, String path, String field) {
        JsonNode list = node.path(field);
        List<String> texts = new ArrayList<>();
        if (!list.isMissingNode() && !list.isArray()) {
            refuse(path + "." + field, "is no list", "a list of texts");
        }
        for (JsonNode each : list) {
            texts.add(each.asText());
        }
        return texts;
    }
}
