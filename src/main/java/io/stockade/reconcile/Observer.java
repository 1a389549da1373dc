package io.stockade.reconcile;

import io.stockade.cloud.Cloud;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Reader;
import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.net.Cidr;
import io.stockade.plan.Remembered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what exists, in as few calls as will do, and never changes anything. */
final class Observer {
    private final Cloud cloud;
    private final RegionPicture picture;
    private final Owner owner;
    private final Surroundings surroundings;
    private final Duration visibility;
    private final Witness witness;
    private final Map<Reader, CompletableFuture<Listing>> begun = new HashMap<>();
    private final SpotReads spotReads;

    Observer(Cloud cloud, RegionPicture picture, Witness witness, Surroundings surroundings, Duration visibility) {
        this.cloud = cloud;
        this.picture = picture;
        this.owner = witness.owner();
        this.witness = witness;
        this.surroundings = surroundings;
        this.visibility = visibility;
        this.spotReads = new SpotReads(cloud, picture.readers(), surroundings, visibility);
    }

    /**
     * Begins with what needs nothing to be known before it, so that it is under way while other things are asked.
     *
     * @param extent how much is read again
     * @param unlikely kinds of which nobody expects anything
     */
    void begin(Sight sight, Extent extent, Set<ResourceKind> unlikely) {
        sight.unlikely.clear();
        sight.unlikely.addAll(unlikely);
        if (sight.firstLook == null) {
            sight.firstLook = surroundings.clock().instant();
        }
        spotReads.sort(sight, extent);
        for (Reader reader : picture.readers()) {
            if (reader.narrowing() == Reader.Narrowing.REGION && due(reader, sight, extent)) {
                begun.put(reader, ask(reader, sight, extent, new TreeSet<>()));
            }
        }
    }

    /**
     * Brings the picture up to date: everything, or only the kinds that may have changed since.
     *
     * @param extent how much is read again
     * @param remembered what was made, by address
     */
    void look(Sight sight, Extent extent, Map<Address, Remembered> remembered) {
        List<Reader> region = new ArrayList<>();
        List<Reader> rest = new ArrayList<>();
        for (Reader reader : picture.readers()) {
            if (due(reader, sight, extent)) {
                (reader.narrowing() == Reader.Narrowing.REGION ? region : rest).add(reader);
            }
        }
        boolean first = sight.readAt(ResourceKind.VPC) == null;
        sight.readableFrom = null;
        Map<ResourceKind, Integer> known = new EnumMap<>(ResourceKind.class);
        remembered.keySet().forEach(address -> known.merge(address.kind(), 1, Integer::sum));
        read(region, sight, extent, vpcIds(sight.world, remembered), known);
        SortedSet<String> vpcIds = vpcIds(sight.world, remembered);
        // Whether there is a VPC may not be known; then neither is what may be in it.
        boolean inside = !vpcIds.isEmpty() || complete(sight, ResourceKind.VPC);
        rest.removeIf(reader -> reader.narrowing() == Reader.Narrowing.VPC && !inside);
        read(rest, sight, extent, vpcIds, known);
        if (first && inside && vpcIds.isEmpty() && !witness.agrees(sight)) {
            // One list that leaves the VPC out would have all of it made a second time.
            read(region, sight, Extent.CHANGES, vpcIds, known);
            vpcIds = vpcIds(sight.world, remembered);
            rest.removeIf(reader -> reader.narrowing() != Reader.Narrowing.VPC);
            read(rest, sight, Extent.CHANGES, vpcIds, known);
        }
        if (inside) {
            read(overtaken(sight), sight, Extent.CHANGES, vpcIds, known);
        }
        spotReads.read(sight);
        sight.dirty.clear();
        readDetails(sight, extent);
        sight.readable();
        sight.forgetGone(remembered.values().stream()
                .map(Remembered::id)
                .filter(Objects::nonNull)
                .toList());
    }

    /**
     * What shows things that did not work, once something that they may lead to has become ready: what was read of them
     * is from before, and in one picture with what is ready it would look like damage.
     */
    private List<Reader> overtaken(Sight sight) {
        if (!sight.finished(Unfinished.of(sight, owner))) {
            return List.of();
        }
        Set<ResourceKind> kinds = EnumSet.noneOf(ResourceKind.class);
        kinds.addAll(sight.suspect);
        for (ResourceKind kind : ResourceKind.values()) {
            if (sight.world.of(kind).stream().anyMatch(thing -> thing.lifecycle() == Lifecycle.BROKEN)) {
                kinds.add(kind);
            }
        }
        return picture.readers().stream()
                .filter(reader -> reader.kinds().stream().anyMatch(kinds::contains))
                .toList();
    }

    /** The VPCs of the stack: by our tags, and by the id that we remember, whether or not it is listed just now. */
    private SortedSet<String> vpcIds(World world, Map<Address, Remembered> remembered) {
        SortedSet<String> ids = new TreeSet<>();
        for (Observed<?> vpc : world.of(ResourceKind.VPC)) {
            if (owner.owns(vpc.tags())) {
                ids.add(vpc.id());
            }
        }
        remembered.forEach((address, known) -> {
            if (address.kind() == ResourceKind.VPC && known.id() != null) {
                ids.add(known.id());
            }
        });
        return ids;
    }

    private boolean due(Reader reader, Sight sight, Extent extent) {
        if (sight.unlikely.containsAll(reader.kinds())
                && reader.kinds().stream()
                        .noneMatch(kind -> sight.dirty.contains(kind) || sight.readAt(kind) != null)) {
            // It is looked for all the same, since a memory may be lost; but not by every stack that begins.
            return extent.full() && old(sight.firstLook);
        }
        if (reader.kinds().stream().anyMatch(kind -> sight.dirty.contains(kind) || !complete(sight, kind))) {
            return true;
        }
        boolean relevant = reader.narrowing() == Reader.Narrowing.REGION
                || reader.kinds().stream().anyMatch(sight.relevant::contains);
        return extent.full() && (relevant || reader.kinds().stream().anyMatch(kind -> old(sight.readAt(kind))));
    }

    private static boolean complete(Sight sight, ResourceKind kind) {
        return sight.world.coverage(kind).complete();
    }

    private boolean old(@Nullable Instant readAt) {
        return readAt == null
                || readAt.plus(Sight.DETAIL_AGE).isBefore(surroundings.clock().instant());
    }

    /**
     * Lists once, and what then lacks something that was there before, twice: AWS may answer from a copy that is behind,
     * or cut a list short, and sub-objects have no id by which their absence could be checked.
     *
     * @param known how many things of each kind are remembered
     */
    private void read(
            List<Reader> readers,
            Sight sight,
            Extent extent,
            SortedSet<String> vpcIds,
            Map<ResourceKind, Integer> known) {
        World before = sight.world;
        Map<Reader, Slice> incomplete = new LinkedHashMap<>();
        for (Slice slice : listAll(readers, sight, extent, vpcIds)) {
            take(slice, sight);
            boolean lacks = lacks(slice.reader(), before, sight.world) || tooFew(slice, before, known);
            if (slice.failure() == null && lacks) {
                incomplete.put(slice.reader(), slice);
            }
        }
        for (Slice second : listAll(incomplete.keySet(), sight, Extent.CHANGES, vpcIds)) {
            if (second.failure() != null) {
                // What one list left out is not believed to be gone because the next one failed: neither counts.
                sight.world = sight.world.showing(second.reader().kinds(), before);
            }
            take(second.with(incomplete.get(second.reader())), sight);
        }
    }

    /** Whether something is gone that was there, and that AWS was not seen taking down. */
    private static boolean lacks(Reader reader, World before, World now) {
        return reader.kinds().stream()
                .flatMap(kind -> before.of(kind).stream())
                .filter(thing -> thing.lifecycle() != Lifecycle.DELETING)
                .anyMatch(thing -> now.find(thing.kind(), thing.id()).isEmpty());
    }

    /** Before the first look there is nothing to compare with but how much there should be. */
    private static boolean tooFew(Slice slice, World before, Map<ResourceKind, Integer> known) {
        return slice.reader().kinds().stream()
                .filter(kind -> before.coverage(kind).readAt() == null)
                .anyMatch(kind -> slice.things().stream()
                                .filter(thing -> thing.kind() == kind)
                                .count()
                        < known.getOrDefault(kind, 0));
    }

    private List<Slice> listAll(Collection<Reader> readers, Sight sight, Extent extent, SortedSet<String> vpcIds) {
        Map<Reader, CompletableFuture<Listing>> running = new LinkedHashMap<>();
        for (Reader reader : readers) {
            CompletableFuture<Listing> earlier = begun.remove(reader);
            if (earlier != null) {
                running.put(reader, earlier);
            } else if (reader.narrowing() != Reader.Narrowing.VPC || !vpcIds.isEmpty()) {
                running.put(reader, ask(reader, sight, extent, vpcIds));
            }
        }
        List<Slice> slices = new ArrayList<>();
        for (Reader reader : readers) {
            CompletableFuture<Listing> asked = running.get(reader);
            // Without a VPC there is nothing in it; saying so costs no call.
            slices.add(
                    asked == null
                            ? new Slice(reader, List.of(), surroundings.clock().instant(), null, Optional.empty())
                            : slice(surroundings.waiter().await(asked), vpcIds));
        }
        return slices;
    }

    private CompletableFuture<Listing> ask(Reader reader, Sight sight, Extent extent, SortedSet<String> vpcIds) {
        Instant asOf = extent.asOf();
        if (asOf == null || !extent.shared()) {
            return picture.ask(reader, vpcIds);
        }
        // A list from before a write of ours would show what was there before it.
        Instant wrote = sight.wroteUntil;
        return wrote != null && !wrote.isBefore(asOf)
                ? picture.ask(reader, vpcIds)
                : picture.askAll(reader, vpcIds, asOf);
    }

    private Slice slice(Listing listing, SortedSet<String> vpcIds) {
        boolean vpcs = listing.reader().narrowing() == Reader.Narrowing.REGION;
        return new Slice(
                listing.reader(),
                listing.of(owner, vpcIds),
                listing.ended(),
                listing.failure(),
                vpcs ? Optional.of(listing.ranges()) : Optional.empty());
    }

    /**
     * What of a list concerns the stack.
     *
     * @param ranges of all VPCs of the region, by id, where VPCs were listed
     */
    private record Slice(
            Reader reader,
            List<Observed<?>> things,
            Instant readAt,
            @Nullable CloudException failure,
            Optional<SortedMap<String, List<Cidr>>> ranges) {
        /** With what only an earlier list showed. */
        Slice with(@Nullable Slice earlier) {
            List<Observed<?>> all = new ArrayList<>(things);
            Set<String> ids = new TreeSet<>();
            things.forEach(thing -> ids.add(thing.kind() + " " + thing.id()));
            if (earlier != null) {
                earlier.things.stream()
                        .filter(thing -> ids.add(thing.kind() + " " + thing.id()))
                        .forEach(all::add);
            }
            return new Slice(reader, List.copyOf(all), readAt, failure, ranges);
        }
    }

    private void take(Slice slice, Sight sight) {
        Reader reader = slice.reader();
        Instant now = surroundings.clock().instant();
        if (slice.failure() != null) {
            sight.unread(reader.kinds(), slice.failure(), now);
            return;
        }
        List<Observed<?>> corrected = new ArrayList<>();
        for (Observed<?> thing : sight.recentWrites.correct(reader.kinds(), slice.things(), now, visibility)) {
            corrected.add(sight.withKnownDetails(thing, now));
        }
        sight.forgetMissing(reader.kinds(), corrected);
        sight.world = sight.world.listed(reader.kinds(), corrected, slice.readAt());
        slice.ranges().ifPresent(ranges -> {
            sight.vpcRanges = ranges;
            sight.ownVpcs = slice.things().stream().map(Observed::id).collect(Collectors.toSet());
        });
    }

    /** Fills the gaps of what is ours; what is not ours is never read that closely. */
    private void readDetails(Sight sight, Extent extent) {
        for (ResourceKind kind : ResourceKind.values()) {
            if (cloud.driver(kind).details().isEmpty()) {
                continue;
            }
            for (Observed<?> thing : List.copyOf(sight.world.of(kind))) {
                if (ours(thing) && detailsDue(thing, sight, extent)) {
                    readDetails(cloud.driver(kind), thing, sight, extent);
                }
            }
        }
    }

    /** Who came because of an event keeps to what it names; the rest is read again by the next sweep. */
    private boolean detailsDue(Observed<?> thing, Sight sight, Extent extent) {
        return extent.pointed()
                ? !thing.unread().isEmpty()
                : sight.detailsDue(thing, surroundings.clock().instant());
    }

    /** By its tags, or, where those are a detail themselves, by a name that only our stacks give. */
    private boolean ours(Observed<?> thing) {
        return thing.unread().contains("tags") ? owner.mayBear(thing.value().globalName()) : owner.owns(thing.tags());
    }

    @SuppressWarnings("unchecked") // the driver of a kind takes records of that kind
    private <R extends Resource> void readDetails(Driver<R> driver, Observed<?> thing, Sight sight, Extent extent) {
        try {
            boolean some = extent.pointed() && !thing.unread().containsAll(driver.details());
            Observed<R> known = (Observed<R>) thing;
            Observed<R> detailed = some ? driver.readParts(known) : driver.readDetails(known);
            if (some) {
                sight.completed(detailed);
            } else {
                sight.detailed(detailed, surroundings.clock().instant());
            }
            sight.world = sight.world.with(detailed);
        } catch (CloudException failure) {
            Instant now = surroundings.clock().instant();
            if (failure.category() == CloudException.Category.THROTTLED
                    && thing.unread().isEmpty()
                    && !thing.lifecycle().moving()) {
                // What is known of it does for a while longer.
                return;
            }
            // The components stay unread, the status says why, and the next pass asks again.
            sight.unread(Set.of(thing.kind()), failure, now);
        }
    }
}
