package io.stockade.sandbox.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of one table in one scope, with the index by parent. */
final class Shelf<T> {
    private final Table<T> table;
    private final TreeMap<String, T> rows = new TreeMap<>();
    private final Map<String, NavigableMap<String, T>> byParent = new HashMap<>();

    Shelf(Table<T> table) {
        this.table = table;
    }

    NavigableMap<String, T> rows() {
        return rows;
    }

    List<T> children(String parent) {
        NavigableMap<String, T> children = byParent.get(parent);
        return children == null ? List.of() : List.copyOf(children.values());
    }

    @Nullable
    T set(String id, @Nullable T row) {
        T before = row == null ? rows.remove(id) : rows.put(id, row);
        if (before != null) {
            String parent = table.parent().apply(before);
            NavigableMap<String, T> siblings = byParent.get(parent);
            if (siblings != null && siblings.remove(id) != null && siblings.isEmpty()) {
                byParent.remove(parent);
            }
        }
        if (row != null) {
            String parent = table.parent().apply(row);
            if (!parent.isEmpty()) {
                byParent.computeIfAbsent(parent, key -> new TreeMap<>()).put(id, row);
            }
        }
        return before;
    }
}
