package io.stockade.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.sandbox.world.WorldStore;
import io.stockade.simulation.KeptWorld;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A sandbox's world without its past, so that a month of it is as large as a day. */
final class LatestRows implements WorldStore {
    private final SortedMap<String, KeptWorld.Row> rows = new TreeMap<>();

    /** All rows that stand. */
    synchronized List<KeptWorld.Row> rows() {
        return List.copyOf(rows.values());
    }

    @Override
    public boolean durable() {
        return true;
    }

    /** Nobody begins with it. */
    @Override
    public List<String> read() {
        return List.of();
    }

    @Override
    public synchronized void append(String line) {
        for (JsonNode row : new WorldLine(line).rows()) {
            String table = row.get(2).asText();
            String id = row.get(3).asText();
            String key = row.get(0).asText() + " " + row.get(1).asText() + " " + table + " " + id;
            if (row.get(4).isNull()) {
                rows.remove(key);
            } else {
                rows.put(key, new KeptWorld.Row(table, id, row.get(4)));
            }
        }
    }

    @Override
    public synchronized void replace(List<String> lines) {
        rows.clear();
        lines.forEach(this::append);
    }

    @Override
    public byte[] key() {
        return new byte[32];
    }

    @Override
    public void close() {}
}
