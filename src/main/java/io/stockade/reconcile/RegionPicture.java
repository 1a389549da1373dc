package io.stockade.reconcile;

import io.stockade.cloud.Cloud;
import io.stockade.cloud.Reader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** What one account and region shows, read once for all stacks that want to know it at one time. */
final class RegionPicture implements SharedList.Region {
    private final List<Reader> readers;
    private final Map<Reader, SharedList> lists = new LinkedHashMap<>();

    /** The VPCs of this installation, as the newest list of VPCs shows them. */
    private volatile SortedSet<String> ownVpcs = new TreeSet<>();

    RegionPicture(Cloud cloud, String installation, Surroundings surroundings) {
        this.readers = List.copyOf(cloud.readers());
        readers.forEach(reader -> lists.put(reader, new SharedList(reader, installation, this, surroundings)));
    }

    /** One reader per list; VPCs first. */
    List<Reader> readers() {
        return readers;
    }

    /** A list that is read from now on. */
    CompletableFuture<Listing> ask(Reader reader, SortedSet<String> vpcIds) {
        return list(reader).ask(vpcIds);
    }

    /** A list of what all stacks have, read at some instant or later. */
    CompletableFuture<Listing> askAll(Reader reader, SortedSet<String> vpcIds, Instant asOf) {
        return list(reader).askAll(vpcIds, asOf);
    }

    private SharedList list(Reader reader) {
        return Objects.requireNonNull(lists.get(reader), "no such reader here");
    }

    @Override
    public void read(Listing listing) {
        if (listing.failure() == null && listing.reader().narrowing() == Reader.Narrowing.REGION) {
            ownVpcs = listing.ownVpcs();
        }
    }

    @Override
    public SortedSet<String> withOwnVpcs(SortedSet<String> vpcIds) {
        SortedSet<String> all = new TreeSet<>(ownVpcs);
        all.addAll(vpcIds);
        return all;
    }
}
