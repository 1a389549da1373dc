package io.stockade.reconcile;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.Listed;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Reader;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One list of one region, never read twice at a time. Who asks while it is being read is served by the next reading,
 * together with all others who asked meanwhile; who is swept together with others is served by one reading of
 * everything.
 */
final class SharedList {
    private final Reader reader;
    private final String installation;
    private final Region region;
    private final Surroundings surroundings;

    private Batch next = new Batch();
    private @Nullable Flight flight;

    /** The newest reading of everything. */
    private @Nullable Listing newest;

    /** Those who are served by one reading. */
    private static final class Batch {
        private final SortedSet<String> vpcIds = new TreeSet<>();
        private final CompletableFuture<Listing> answer = new CompletableFuture<>();
        private boolean everything;
        private boolean asked;
    }

    private record Flight(ReadScope scope, Instant begun, Batch batch) {}

    /** What a list has to know of the region, and tells it. */
    interface Region {
        /** VPCs, and all others that are known to be ours. */
        SortedSet<String> withOwnVpcs(SortedSet<String> vpcIds);

        /** A list was read. */
        void read(Listing listing);
    }

    SharedList(Reader reader, String installation, Region region, Surroundings surroundings) {
        this.reader = reader;
        this.installation = installation;
        this.region = region;
        this.surroundings = surroundings;
    }

    /** A reading that begins from now on, together with whoever else asks for one. */
    synchronized CompletableFuture<Listing> ask(SortedSet<String> vpcIds) {
        return join(vpcIds, false);
    }

    /** A reading of everything that began at some instant or later: it may be over already. */
    synchronized CompletableFuture<Listing> askAll(SortedSet<String> vpcIds, Instant asOf) {
        if (newest != null && newest.serves(vpcIds, asOf)) {
            return CompletableFuture.completedFuture(newest);
        }
        Flight running = flight;
        if (running != null
                && running.batch.everything
                && Listing.serves(reader, running.scope, running.begun, vpcIds, asOf)) {
            return running.batch.answer;
        }
        return join(vpcIds, true);
    }

    private CompletableFuture<Listing> join(SortedSet<String> vpcIds, boolean everything) {
        Batch batch = next;
        batch.vpcIds.addAll(vpcIds);
        batch.everything |= everything;
        batch.asked = true;
        if (flight == null) {
            begin();
        }
        return batch.answer;
    }

    private void begin() {
        Batch batch = next;
        next = new Batch();
        SortedSet<String> vpcIds = batch.everything ? region.withOwnVpcs(batch.vpcIds) : batch.vpcIds;
        Flight begun = new Flight(
                new ReadScope(installation, vpcIds), surroundings.clock().instant(), batch);
        flight = begun;
        CompletableFuture<Listing> unused = CompletableFuture.supplyAsync(() -> read(begun), surroundings.executor())
                .whenComplete((listing, crash) -> end(begun, listing, crash));
    }

    private Listing read(Flight flight) {
        List<Listed> listed = List.of();
        CloudException failure = null;
        try {
            listed = reader.list(flight.scope);
        } catch (CloudException refused) {
            failure = refused;
        }
        Listing listing = new Listing(
                reader, flight.scope, flight.begun, surroundings.clock().instant(), listed, failure);
        region.read(listing);
        return listing;
    }

    private void end(Flight ended, @Nullable Listing listing, @Nullable Throwable crash) {
        synchronized (this) {
            flight = null;
            if (ended.batch.everything) {
                newest = listing;
            }
            if (next.asked) {
                begin();
            }
        }
        if (listing != null) {
            ended.batch.answer.complete(listing);
        } else {
            ended.batch.answer.completeExceptionally(
                    crash == null ? new IllegalStateException("the list ended without an answer") : crash);
        }
    }
}
