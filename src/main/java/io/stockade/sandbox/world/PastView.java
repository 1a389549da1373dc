package io.stockade.sandbox.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The world as it was: the present with the newest changes taken back, table by table as they are asked for. */
final class PastView implements View {
    private final World present;
    private final List<Change<?>> newestFirst;

    PastView(World present, List<Change<?>> newestFirst) {
        this.present = present;
        this.newestFirst = newestFirst;
    }

    @Override
    public <T> SortedMap<String, T> rows(Scope scope, Table<T> table) {
        SortedMap<String, T> rows = present.rows(scope, table);
        boolean copied = false;
        for (Change<?> change : newestFirst) {
            if (change.scope().equals(scope) && change.table().equals(table)) {
                rows = copied ? rows : new TreeMap<>(rows);
                copied = true;
                undo(change, table, rows);
            }
        }
        return Collections.unmodifiableSortedMap(rows);
    }

    @Override
    public <T> List<T> children(Scope scope, Table<T> table, String parent) {
        List<T> children = new ArrayList<>(rows(scope, table).values());
        children.removeIf(row -> !table.parent().apply(row).equals(parent));
        return children;
    }

    private static <T> void undo(Change<?> change, Table<T> table, SortedMap<String, T> rows) {
        Object before = change.before();
        if (before == null) {
            rows.remove(change.id());
        } else {
            rows.put(change.id(), table.type().cast(before));
        }
    }
}
