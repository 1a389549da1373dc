package io.stockade.sandbox.counterpart;

import io.stockade.sandbox.world.Table;
import java.time.Duration;

/**
 * A database.
 *
 * @param host what it is found by
 * @param reachable whether connections come about
 * @param settling how long a changed password takes to be the one that fits
 */
record CounterpartDatabase(String host, boolean reachable, Duration settling) {
    static final Table<CounterpartDatabase> TABLE = new Table<>("counterpart-database", CounterpartDatabase.class);
}
