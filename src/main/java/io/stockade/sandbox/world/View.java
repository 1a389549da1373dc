package io.stockade.sandbox.world;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The world as it is seen at some instant. */
public interface View {
    /** The rows of a table in the order of their ids; not to be changed. */
    <T> SortedMap<String, T> rows(Scope scope, Table<T> table);

    /** The rows of a table that have this parent, in the order of their ids. */
    <T> List<T> children(Scope scope, Table<T> table, String parent);

    default <T> Optional<T> find(Scope scope, Table<T> table, String id) {
        return Optional.ofNullable(rows(scope, table).get(id));
    }
}
