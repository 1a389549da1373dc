package io.stockade.plan;

import io.stockade.graph.Address;
import io.stockade.graph.Observed;
import io.stockade.graph.Resource;
import io.stockade.plan.Change.Action;
import io.stockade.plan.Difference.Field;
import io.stockade.plan.Difference.Origin;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A change whose order is still being found.
 *
 * @param needs keys of what AWS demands to be done first
 * @param wishes keys of what should be done first, so that nothing is cut meanwhile; given up where it would make a
 *     circle, as when two cannot stand side by side
 */
record Step(
        String key,
        Action action,
        Address address,
        @Nullable Resource desired,
        @Nullable Observed<?> current,
        List<Field> fields,
        boolean replaces,
        Leftover.@Nullable Kind leftover,
        Cause cause,
        NavigableSet<String> needs,
        NavigableSet<String> wishes) {
    /** Where a change comes from, and why it is made, for people. */
    record Cause(Origin origin, String reason) {}

    static Step create(Address address, Resource desired, List<Field> fields, boolean replaces, Cause cause) {
        String key = Change.key(Action.CREATE, address);
        return new Step(
                key,
                Action.CREATE,
                address,
                desired,
                null,
                fields,
                replaces,
                null,
                cause,
                new TreeSet<>(),
                new TreeSet<>());
    }

    static Step update(Address address, Resource desired, Observed<?> current, List<Field> fields, Cause cause) {
        String key = Change.key(Action.UPDATE, address);
        return new Step(
                key,
                Action.UPDATE,
                address,
                desired,
                current,
                fields,
                false,
                null,
                cause,
                new TreeSet<>(),
                new TreeSet<>());
    }

    static Step delete(
            String key, Address address, Observed<?> current, Leftover.@Nullable Kind leftover, Cause cause) {
        return new Step(
                key,
                Action.DELETE,
                address,
                null,
                current,
                List.of(),
                leftover == null,
                leftover,
                cause,
                new TreeSet<>(),
                new TreeSet<>());
    }

    /** The change, with what it was found to need. */
    Change ordered(NavigableSet<String> before) {
        return new Change(
                key,
                action,
                address,
                desired,
                current,
                fields,
                replaces,
                leftover,
                before,
                cause.origin(),
                cause.reason());
    }
}
