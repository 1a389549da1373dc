package io.stockade.reliability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of the log of a sandbox's world. It is parsed once, however many plays begin with it and look at it. */
final class WorldLine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String text;
    private volatile @Nullable List<JsonNode> rows;

    WorldLine(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** The rows that it changes, as they are written: account, region, table, id and value. */
    List<JsonNode> rows() {
        List<JsonNode> known = rows;
        if (known == null) {
            known = parsed();
            rows = known;
        }
        return known;
    }

    private List<JsonNode> parsed() {
        try {
            JsonNode all = JSON.readTree(text).get("rows");
            return List.of(JSON.convertValue(all, JsonNode[].class));
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
