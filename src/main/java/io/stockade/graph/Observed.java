package io.stockade.graph;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Something that was seen in AWS.
 *
 * @param value what it is like; components named in {@code unread} hold a placeholder and mean nothing
 * @param id AWS's id, or parent and natural key for a sub-object
 * @param note why it is as it is, in AWS's words; empty where there is nothing to say
 * @param unread components that were not read: neither equal nor different, but unknown
 * @param readAt when
 */
public record Observed<R extends Resource>(
        R value, String id, Lifecycle lifecycle, String note, SortedSet<String> unread, Instant readAt) {
    /** Nearly everything is read in full, so that nearly everything shares this. */
    private static final SortedSet<String> NOTHING = Collections.emptySortedSet();

    public Observed {
        unread = unread.isEmpty() ? NOTHING : Collections.unmodifiableSortedSet(new TreeSet<>(unread));
    }

    public static <R extends Resource> Observed<R> ready(R value, String id, Instant readAt) {
        return new Observed<>(value, id, Lifecycle.READY, "", NOTHING, readAt);
    }

    public Observed<R> withLifecycle(Lifecycle lifecycle, String note) {
        return new Observed<>(value, id, lifecycle, note, unread, readAt);
    }

    public Observed<R> withUnread(Set<String> unread) {
        return new Observed<>(value, id, lifecycle, note, new TreeSet<>(unread), readAt);
    }

    public ResourceKind kind() {
        return value.kind();
    }

    /** The tags of it; none for kinds that have none. */
    public Tags tags() {
        return value.tags();
    }
}
