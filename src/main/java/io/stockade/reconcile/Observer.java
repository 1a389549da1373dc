package io.stockade.reconcile;

import io.stockade.cloud.Cloud;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Driver;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Reader;
import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.plan.Remembered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads what exists, in as few calls as will do, and never changes anything. */
final class Observer {
    private final Cloud cloud;
    private final Owner owner;
    private final Surroundings surroundings;
    private final Duration visibility;

    Observer(Cloud cloud, Owner owner, Surroundings surroundings, Duration visibility) {
        this.cloud = cloud;
        this.owner = owner;
        this.surroundings = surroundings;
        this.visibility = visibility;
    }

    /**
     * Brings the picture up to date: everything, or only the kinds that may have changed since.
     *
     * @param full whether all that concerns the stack is read again
     * @param remembered what was made, by address
     */
    void look(Sight sight, boolean full, Map<Address, Remembered> remembered) {
        List<Reader> region = new ArrayList<>();
        List<Reader> rest = new ArrayList<>();
        for (Reader reader : cloud.readers()) {
            if (due(reader, sight, full)) {
                (reader.narrowing() == Reader.Narrowing.REGION ? region : rest).add(reader);
            }
        }
        Map<ResourceKind, Integer> known = new EnumMap<>(ResourceKind.class);
        remembered.keySet().forEach(address -> known.merge(address.kind(), 1, Integer::sum));
        read(region, sight, new TreeSet<>(), known);
        SortedSet<String> vpcIds = vpcIds(sight.world, remembered);
        // Whether there is a VPC may not be known; then neither is what may be in it.
        boolean inside = !vpcIds.isEmpty() || complete(sight, ResourceKind.VPC);
        rest.removeIf(reader -> reader.narrowing() == Reader.Narrowing.VPC && !inside);
        read(rest, sight, vpcIds, known);
        if (inside) {
            read(overtaken(sight), sight, vpcIds, known);
        }
        sight.dirty.clear();
        readDetails(sight);
        sight.readable();
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
        return cloud.readers().stream()
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

    private boolean due(Reader reader, Sight sight, boolean full) {
        if (reader.kinds().stream().anyMatch(kind -> sight.dirty.contains(kind) || !complete(sight, kind))) {
            return true;
        }
        boolean relevant = reader.narrowing() == Reader.Narrowing.REGION
                || reader.kinds().stream().anyMatch(sight.relevant::contains);
        return full && (relevant || reader.kinds().stream().anyMatch(kind -> old(sight.readAt(kind))));
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
    private void read(List<Reader> readers, Sight sight, SortedSet<String> vpcIds, Map<ResourceKind, Integer> known) {
        ReadScope scope =
                new ReadScope(owner.installation(), new TreeSet<>(Collections.singleton(owner.stack())), vpcIds);
        World before = sight.world;
        Map<Reader, Listing> incomplete = new LinkedHashMap<>();
        for (Listing listing : listAll(readers, scope)) {
            take(listing, sight);
            boolean lacks = lacks(listing.reader(), before, sight.world) || tooFew(listing, before, known);
            if (listing.failure() == null && lacks) {
                incomplete.put(listing.reader(), listing);
            }
        }
        for (Listing second : listAll(incomplete.keySet(), scope)) {
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
    private static boolean tooFew(Listing listing, World before, Map<ResourceKind, Integer> known) {
        return listing.reader().kinds().stream()
                .filter(kind -> before.coverage(kind).readAt() == null)
                .anyMatch(kind -> listing.things().stream()
                                .filter(thing -> thing.kind() == kind)
                                .count()
                        < known.getOrDefault(kind, 0));
    }

    private List<Listing> listAll(Collection<Reader> readers, ReadScope scope) {
        List<CompletableFuture<Listing>> running = new ArrayList<>();
        for (Reader reader : readers) {
            if (reader.narrowing() == Reader.Narrowing.VPC && scope.vpcIds().isEmpty()) {
                // Without a VPC there is nothing in it; saying so costs no call.
                running.add(CompletableFuture.completedFuture(new Listing(reader, List.of(), null)));
            } else {
                running.add(CompletableFuture.supplyAsync(() -> list(reader, scope), surroundings.executor()));
            }
        }
        List<Listing> listings = new ArrayList<>();
        running.forEach(future -> listings.add(surroundings.waiter().await(future)));
        return listings;
    }

    private record Listing(
            Reader reader,
            List<Observed<?>> things,
            @Nullable CloudException failure) {
        /** With what only an earlier list showed. */
        Listing with(@Nullable Listing earlier) {
            List<Observed<?>> all = new ArrayList<>(things);
            Set<String> ids = new TreeSet<>();
            things.forEach(thing -> ids.add(thing.kind() + " " + thing.id()));
            if (earlier != null) {
                earlier.things.stream()
                        .filter(thing -> ids.add(thing.kind() + " " + thing.id()))
                        .forEach(all::add);
            }
            return new Listing(reader, List.copyOf(all), failure);
        }
    }

    private static Listing list(Reader reader, ReadScope scope) {
        try {
            return new Listing(reader, reader.list(scope), null);
        } catch (CloudException failure) {
            return new Listing(reader, List.of(), failure);
        }
    }

    private void take(Listing listing, Sight sight) {
        Reader reader = listing.reader();
        Instant now = surroundings.clock().instant();
        if (listing.failure() != null) {
            sight.unread(reader.kinds(), listing.failure(), now);
            return;
        }
        List<Observed<?>> corrected = new ArrayList<>();
        for (Observed<?> thing : sight.recentWrites.correct(reader.kinds(), listing.things(), now, visibility)) {
            corrected.add(sight.withKnownDetails(thing, now));
        }
        sight.world = sight.world.listed(reader.kinds(), corrected, now);
    }

    /** Fills the gaps of what is ours; what is not ours is never read that closely. */
    private void readDetails(Sight sight) {
        for (ResourceKind kind : ResourceKind.values()) {
            if (cloud.driver(kind).details().isEmpty()) {
                continue;
            }
            for (Observed<?> thing : sight.world.of(kind)) {
                if (!thing.unread().isEmpty() && ours(thing)) {
                    readDetails(cloud.driver(kind), thing, sight);
                }
            }
        }
    }

    /** By its tags, or, where those are a detail themselves, by a name that only our stacks give. */
    private boolean ours(Observed<?> thing) {
        return thing.unread().contains("tags") ? owner.mayBear(thing.id()) : owner.owns(thing.tags());
    }

    @SuppressWarnings("unchecked") // the driver of a kind takes records of that kind
    private <R extends Resource> void readDetails(Driver<R> driver, Observed<?> thing, Sight sight) {
        try {
            Observed<R> detailed = driver.readDetails((Observed<R>) thing);
            sight.detailed(detailed, surroundings.clock().instant());
            sight.world = sight.world.with(detailed);
        } catch (CloudException failure) {
            // The components stay unread, the status says why, and the next pass asks again.
            sight.unread(Set.of(thing.kind()), failure, surroundings.clock().instant());
        }
    }
}
