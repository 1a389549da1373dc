package io.stockade.plan;

import io.stockade.graph.Address;
import io.stockade.graph.Observed;
import io.stockade.graph.Resource;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One named step of a plan.
 *
 * @param key unique in its plan, such as {@code create Subnet/app-euw1-az1}
 * @param desired what it should be; {@code null} for a deletion
 * @param current what it is; {@code null} for a creation
 * @param fields what changes, for an update; what forces a new incarnation, for the creating half of a pair
 * @param replaces whether this belongs to a pair that makes a new thing and takes the old one away
 * @param leftover why what is deleted was left over; {@code null} for all other changes
 * @param needs keys of the changes that must succeed first
 * @param reason why, for people
 */
public record Change(
        String key,
        Action action,
        Address address,
        @Nullable Resource desired,
        @Nullable Observed<?> current,
        List<Difference.Field> fields,
        boolean replaces,
        Leftover.@Nullable Kind leftover,
        SortedSet<String> needs,
        Difference.Origin origin,
        String reason) {
    public Change {
        fields = List.copyOf(fields);
        needs = Collections.unmodifiableSortedSet(new TreeSet<>(needs));
    }

    /** What is done. */
    public enum Action {
        CREATE,
        UPDATE,
        DELETE
    }

    public static String key(Action action, Address address) {
        return action.name().toLowerCase(Locale.ROOT) + " " + address;
    }

    /** What the thing is to be like: for an update only what its fields name is other than it was. */
    public Resource written() {
        Resource whole = Objects.requireNonNull(desired, key);
        return action == Action.UPDATE && current != null ? Updates.applied(current.value(), whole, fields) : whole;
    }

    /** Whether something goes away that cannot simply be made again with the same id. */
    public boolean destructive() {
        return action == Action.DELETE;
    }
}
