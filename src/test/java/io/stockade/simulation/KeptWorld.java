package io.stockade.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockade.sandbox.world.WorldStore;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A sandbox's world on a disk of the test, so that a test can look at every row of it, past all calls and readers. */
public final class KeptWorld implements WorldStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> lines;

    public KeptWorld(List<String> lines) {
        this.lines = new ArrayList<>(lines);
    }

    /** A row of a table. */
    public record Row(String table, String id, JsonNode value) {}

    /** All rows that stand after changes, each as it is written: account, region, table, id and value. */
    public static List<Row> rows(Iterable<JsonNode> changes) {
        return standing(changes).stream()
                .map(row -> new Row(row.get(2).asText(), row.get(3).asText(), row.get(4)))
                .toList();
    }

    /** All rows that stand. */
    public List<Row> rows() {
        return rows(standing());
    }

    /** All rows that stand, as they are written: account, region, table, id and value. */
    synchronized List<JsonNode> standing() {
        List<JsonNode> changes = new ArrayList<>();
        lines.forEach(line -> parsed(line).get("rows").forEach(changes::add));
        return standing(changes);
    }

    private static List<JsonNode> standing(Iterable<JsonNode> changes) {
        SortedMap<String, JsonNode> rows = new TreeMap<>();
        for (JsonNode row : changes) {
            String key = String.join(
                    " ",
                    row.get(0).textValue(),
                    row.get(1).textValue(),
                    row.get(2).textValue(),
                    row.get(3).textValue());
            if (row.get(4).isNull()) {
                rows.remove(key);
            } else {
                rows.put(key, row);
            }
        }
        return List.copyOf(rows.values());
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public synchronized List<String> read() {
        return List.copyOf(lines);
    }

    @Override
    public synchronized void append(String line) {
        lines.add(line);
    }

    @Override
    public synchronized void replace(List<String> others) {
        lines.clear();
        lines.addAll(others);
    }

    @Override
    public byte[] key() {
        return new byte[32];
    }

    @Override
    public void close() {}
}
