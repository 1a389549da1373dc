package io.stockade.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row that was put, replaced or removed.
 *
 * @param before null where there was none
 * @param after null where there is none any more
 */
record Change<T>(
        Instant at,
        Scope scope,
        Table<T> table,
        String id,
        @Nullable T before,
        @Nullable T after) {}
