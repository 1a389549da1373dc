package io.stockade.sandbox.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows of one table in one scope, with the index by parent. */
final class Shelf<T> {
    private final Table<T> table;
    private final TreeMap<String, T> rows = new TreeMap<>();
    private final Map<String, NavigableSet<String>> byParent = new HashMap<>();

    Shelf(Table<T> table) {
        this.table = table;
    }

    NavigableMap<String, T> rows() {
        return rows;
    }

    List<T> children(String parent) {
        List<T> children = new ArrayList<>();
        for (String id : byParent.getOrDefault(parent, new TreeSet<>())) {
            T row = rows.get(id);
            if (row != null) {
                children.add(row);
            }
        }
        return children;
    }

    @Nullable
    T set(String id, @Nullable T row) {
        T before = row == null ? rows.remove(id) : rows.put(id, row);
        if (before != null) {
            String parent = table.parent().apply(before);
            NavigableSet<String> siblings = byParent.get(parent);
            if (siblings != null && siblings.remove(id) && siblings.isEmpty()) {
                byParent.remove(parent);
            }
        }
        if (row != null) {
            String parent = table.parent().apply(row);
            if (!parent.isEmpty()) {
                byParent.computeIfAbsent(parent, key -> new TreeSet<>()).add(id);
            }
        }
        return before;
    }
}
