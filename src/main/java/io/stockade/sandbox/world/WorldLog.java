package io.stockade.sandbox.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a line of the world's log says: rows as they are after a call, and the call. */
final class WorldLog {
    private static final int ROWS_IN_A_LINE = 500;
    static final int NOTES_KEPT = 1_000;

    private final Map<String, Table<?>> tables;
    private final RowJson json = new RowJson();

    WorldLog(List<Table<?>> tables) {
        this.tables = tables.stream().collect(Collectors.toMap(Table::name, Function.identity()));
    }

    /** When the last line was written. */
    static Optional<Instant> lastInstant(List<String> lines) {
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(Instant.parse(
                        parse(lines.get(lines.size() - 1)).get("at").asText()));
    }

    String line(Instant at, long next, List<Change<?>> changes, List<JsonNode> notes) {
        ObjectNode line = RowJson.MAPPER.createObjectNode();
        line.put("at", at.toString()).put("next", next);
        if (!notes.isEmpty()) {
            line.putArray("notes").addAll(notes);
        }
        ArrayNode rows = line.putArray("rows");
        last(changes).forEach(change -> write(change, rows));
        return line.toString();
    }

    /** The whole world in few lines. */
    List<String> snapshot(Instant at, long next, List<Change<?>> rows, List<JsonNode> notes) {
        List<String> lines = new ArrayList<>();
        for (JsonNode note : notes.subList(Math.max(0, notes.size() - NOTES_KEPT), notes.size())) {
            lines.add(line(at, next, List.of(), List.of(note)));
        }
        for (int from = 0; from < rows.size(); from += ROWS_IN_A_LINE) {
            lines.add(line(at, next, rows.subList(from, Math.min(rows.size(), from + ROWS_IN_A_LINE)), List.of()));
        }
        return lines;
    }

    /** Hands on what a line says, and gives the number that is next. */
    long replay(String text, Consumer<Change<?>> rows, List<JsonNode> notes) {
        JsonNode line = parse(text);
        Instant at = Instant.parse(line.get("at").asText());
        // Versions before functions ran inside calls wrote one.
        if (line.has("note")) {
            notes.add(line.get("note"));
        }
        line.path("notes").forEach(notes::add);
        for (JsonNode row : line.get("rows")) {
            Table<?> table = tables.get(row.get(2).asText());
            if (table == null) {
                throw new IllegalStateException(
                        "the sandbox's world has a table " + row.get(2) + ", which this version does not know");
            }
            rows.accept(read(at, table, row));
        }
        return line.get("next").asLong();
    }

    /** Of several changes to a row only the outcome counts. */
    private static Iterable<Change<?>> last(List<Change<?>> changes) {
        Map<List<Object>, Change<?>> last = new LinkedHashMap<>();
        changes.forEach(
                change -> last.put(List.of(change.scope(), change.table().name(), change.id()), change));
        return last.values();
    }

    private void write(Change<?> change, ArrayNode rows) {
        ArrayNode row = rows.addArray();
        row.add(change.scope().account()).add(change.scope().region());
        row.add(change.table().name()).add(change.id());
        Object after = change.after();
        if (after == null) {
            row.addNull();
        } else {
            row.add(json.write(after));
        }
    }

    private <T> Change<T> read(Instant at, Table<T> table, JsonNode row) {
        Scope scope = new Scope(row.get(0).asText(), row.get(1).asText());
        JsonNode value = row.get(4);
        T after = value.isNull() ? null : json.read(value, table.type());
        return new Change<>(at, scope, table, row.get(3).asText(), null, after);
    }

    private static JsonNode parse(String line) {
        try {
            return RowJson.MAPPER.readTree(line);
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException("a line of the sandbox's world is damaged", malformed);
        }
    }
}
