package io.stockade.sandbox.world;

import java.util.function.Function;

/**
 * One kind of thing that the world holds.
 *
 * @param name as in the log file
 * @param type an SDK model class, or a record that Jackson can write and read
 * @param parent by what the rows are looked up besides their id, a VPC for instance; empty where there is nothing
 */
public record Table<T>(String name, Class<T> type, Function<T, String> parent) {
    /** A table that is only looked up by id. */
    public Table(String name, Class<T> type) {
        this(name, type, row -> "");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Table<?> table && table.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
