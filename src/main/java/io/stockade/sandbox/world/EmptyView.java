package io.stockade.sandbox.world;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** A world with nothing in it: what a client sees that asks in the wrong place. */
public final class EmptyView implements View {
    @Override
    public <T> SortedMap<String, T> rows(Scope scope, Table<T> table) {
        return Collections.emptySortedMap();
    }

    @Override
    public <T> List<T> children(Scope scope, Table<T> table, String parent) {
        return List.of();
    }
}
