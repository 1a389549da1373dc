package io.stockade.cloud;

import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One immutable picture of what exists, complete for the VPCs concerned, foreign things included. It says of each kind
 * how well it was read: what is missing from a kind that was not read in full is unknown, not gone.
 */
public final class World {
    public static final World UNSEEN = new World(new EnumMap<>(ResourceKind.class), new EnumMap<>(ResourceKind.class));

    private final Map<ResourceKind, SortedMap<String, Observed<?>>> things;
    private final Map<ResourceKind, Coverage> coverage;

    private World(Map<ResourceKind, SortedMap<String, Observed<?>>> things, Map<ResourceKind, Coverage> coverage) {
        this.things = things;
        this.coverage = coverage;
    }

    /** What was seen of a kind, by id. */
    public Collection<Observed<?>> of(ResourceKind kind) {
        return Collections.unmodifiableCollection(known(kind).values());
    }

    /** What was seen of every kind, kind by kind. */
    public Stream<Observed<?>> all() {
        return Arrays.stream(ResourceKind.values()).flatMap(kind -> of(kind).stream());
    }

    public Optional<Observed<?>> find(ResourceKind kind, String id) {
        return Optional.ofNullable(known(kind).get(id));
    }

    public Coverage coverage(ResourceKind kind) {
        return coverage.getOrDefault(kind, Coverage.NEVER);
    }

    /** The picture after a full read of some kinds: what the read does not hold is gone from it. */
    public World listed(Set<ResourceKind> kinds, Collection<Observed<?>> seen, Instant readAt) {
        Map<ResourceKind, Coverage> newCoverage = new EnumMap<>(ResourceKind.class);
        newCoverage.putAll(coverage);
        kinds.forEach(kind -> newCoverage.put(kind, new Coverage(readAt, null)));
        return new World(replaced(kinds, seen).things, newCoverage);
    }

    /** The picture with other things of some kinds, which are as well read as before. */
    public World replaced(Set<ResourceKind> kinds, Collection<Observed<?>> now) {
        Map<ResourceKind, SortedMap<String, Observed<?>>> fresh = new EnumMap<>(ResourceKind.class);
        now.forEach(each ->
                fresh.computeIfAbsent(each.kind(), ignored -> new TreeMap<>()).put(each.id(), each));
        Map<ResourceKind, SortedMap<String, Observed<?>>> newThings = copy();
        kinds.forEach(newThings::remove);
        newThings.putAll(fresh);
        return new World(newThings, coverage);
    }

    /** The picture with some kinds as an earlier one shows them, and as well read as they were then. */
    public World showing(Set<ResourceKind> kinds, World earlier) {
        World shown = replaced(
                kinds, kinds.stream().flatMap(kind -> earlier.of(kind).stream()).toList());
        Map<ResourceKind, Coverage> newCoverage = new EnumMap<>(ResourceKind.class);
        newCoverage.putAll(coverage);
        kinds.forEach(kind -> newCoverage.put(kind, earlier.coverage(kind)));
        return new World(shown.things, newCoverage);
    }

    /** The picture after a read that failed: as it was, but no longer trusted to be complete. */
    public World unread(Set<ResourceKind> kinds, Coverage.Failure failure) {
        Map<ResourceKind, Coverage> newCoverage = new EnumMap<>(ResourceKind.class);
        newCoverage.putAll(coverage);
        kinds.forEach(kind -> newCoverage.put(kind, new Coverage(coverage(kind).readAt(), failure)));
        return new World(things, newCoverage);
    }

    /** The picture with one thing as it is now. */
    public World with(Observed<?> thing) {
        SortedMap<String, Observed<?>> ofKind = new TreeMap<>(known(thing.kind()));
        ofKind.put(thing.id(), thing);
        Map<ResourceKind, SortedMap<String, Observed<?>>> changed = copy();
        changed.put(thing.kind(), ofKind);
        return new World(changed, coverage);
    }

    /** The picture without one thing. */
    public World without(ResourceKind kind, String id) {
        SortedMap<String, Observed<?>> ofKind = new TreeMap<>(known(kind));
        ofKind.remove(id);
        Map<ResourceKind, SortedMap<String, Observed<?>>> changed = copy();
        changed.put(kind, ofKind);
        return new World(changed, coverage);
    }

    /** The picture after a write. */
    public World after(Written written) {
        World next = this;
        for (Written.Gone gone : written.gone()) {
            next = next.without(gone.kind(), gone.id());
        }
        for (Observed<?> thing : written.now()) {
            next = next.with(thing);
        }
        return next;
    }

    private SortedMap<String, Observed<?>> known(ResourceKind kind) {
        return things.getOrDefault(kind, Collections.emptySortedMap());
    }

    /** The maps within are shared by all pictures that have the same of a kind, and never change. */
    private Map<ResourceKind, SortedMap<String, Observed<?>>> copy() {
        Map<ResourceKind, SortedMap<String, Observed<?>>> copy = new EnumMap<>(ResourceKind.class);
        copy.putAll(things);
        return copy;
    }
}
