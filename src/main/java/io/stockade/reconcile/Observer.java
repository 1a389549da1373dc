package io.stockade.reconcile;

import io.stockade.cloud.Cloud;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Driver;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Reader;
import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
     * @param remembered ids of what was made, by address
     */
    void look(Sight sight, boolean full, Map<Address, String> remembered) {
        List<Reader> region = new ArrayList<>();
        List<Reader> rest = new ArrayList<>();
        for (Reader reader : cloud.readers()) {
            if (due(reader, sight, full)) {
                (reader.narrowing() == Reader.Narrowing.REGION ? region : rest).add(reader);
            }
        }
        read(region, sight, new TreeSet<>());
        read(rest, sight, vpcIds(sight.world, remembered));
        sight.dirty.clear();
        readDetails(sight);
    }

    /** The VPCs of the stack: by our tags, or by the id that we remember. */
    private SortedSet<String> vpcIds(World world, Map<Address, String> remembered) {
        SortedSet<String> ids = new TreeSet<>();
        for (Observed<?> vpc : world.of(ResourceKind.VPC)) {
            boolean ours = owner.owns(vpc.tags());
            boolean known = remembered.entrySet().stream()
                    .anyMatch(entry -> entry.getKey().kind() == ResourceKind.VPC
                            && entry.getValue().equals(vpc.id()));
            if (ours || known) {
                ids.add(vpc.id());
            }
        }
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

    private void read(List<Reader> readers, Sight sight, SortedSet<String> vpcIds) {
        ReadScope scope =
                new ReadScope(owner.installation(), new TreeSet<>(Collections.singleton(owner.stack())), vpcIds);
        List<CompletableFuture<Listing>> running = new ArrayList<>();
        for (Reader reader : readers) {
            if (reader.narrowing() == Reader.Narrowing.VPC && vpcIds.isEmpty()) {
                // Without a VPC there is nothing in it; saying so costs no call.
                running.add(CompletableFuture.completedFuture(new Listing(reader, List.of(), null)));
            } else {
                running.add(CompletableFuture.supplyAsync(() -> list(reader, scope), surroundings.executor()));
            }
        }
        running.forEach(future -> take(surroundings.waiter().await(future), sight));
    }

    private record Listing(
            Reader reader,
            List<Observed<?>> things,
            @Nullable String problem) {}

    private static Listing list(Reader reader, ReadScope scope) {
        try {
            return new Listing(reader, reader.list(scope), null);
        } catch (CloudException failure) {
            return new Listing(reader, List.of(), failure.getMessage());
        }
    }

    private void take(Listing listing, Sight sight) {
        Reader reader = listing.reader();
        if (listing.problem() != null) {
            sight.world = sight.world.unread(reader.kinds(), listing.problem());
            return;
        }
        Instant now = surroundings.clock().instant();
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
            // The components stay unread, and the next pass asks again.
            sight.dirty.add(thing.kind());
        }
    }
}
