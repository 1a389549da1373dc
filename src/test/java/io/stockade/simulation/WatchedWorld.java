package io.stockade.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockade.sandbox.world.WorldStore;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A sandbox's world whose rows can be looked at between any two calls. */
final class WatchedWorld implements WorldStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> lines = new ArrayList<>();
    private final Map<String, JsonNode> rows = new TreeMap<>();

    /** What stands now: rows by table and id, such as {@code vpc/vpc-1}. */
    synchronized Map<String, JsonNode> rows() {
        return Map.copyOf(rows);
    }

    @Override
    public synchronized List<String> read() {
        return List.copyOf(lines);
    }

    @Override
    public synchronized void append(String line) {
        lines.add(line);
        for (JsonNode row : parsed(line).get("rows")) {
            String key = row.get(2).asText() + "/" + row.get(3).asText();
            if (row.get(4).isNull()) {
                rows.remove(key);
            } else {
                rows.put(key, row.get(4));
            }
        }
    }

    @Override
    public synchronized void replace(List<String> others) {
        lines.clear();
        rows.clear();
        others.forEach(this::append);
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public byte[] key() {
        return new byte[32];
    }

    @Override
    public void close() {}

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
