package io.stockade.reconcile;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.Listed;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Reader;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Vpc;
import io.stockade.net.Cidr;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one list showed, for everybody who asked for it. */
final class Listing {
    private final Reader reader;
    private final ReadScope scope;
    private final Instant begun;
    private final Instant ended;
    private final @Nullable CloudException failure;
    private final Map<String, List<Observed<?>>> byHome = new HashMap<>();
    private final List<Observed<?>> named = new ArrayList<>();
    private final SortedMap<String, List<Cidr>> ranges = new TreeMap<>();
    private final SortedSet<String> ownVpcs = new TreeSet<>();

    /**
     * A list that was read.
     *
     * @param begun when it was asked for: what was written after that may be missing from it
     * @param failure why it could not be read; {@code null} if it was
     */
    Listing(
            Reader reader,
            ReadScope scope,
            Instant begun,
            Instant ended,
            List<Listed> listed,
            @Nullable CloudException failure) {
        this.reader = reader;
        this.scope = scope;
        this.begun = begun;
        this.ended = ended;
        this.failure = failure;
        listed.forEach(this::sort);
    }

    private void sort(Listed listed) {
        if (listed.vpc().isEmpty() && listed.stack().isEmpty()) {
            named.add(listed.thing());
        }
        for (String home : List.of(listed.vpc(), listed.stack())) {
            if (!home.isEmpty()) {
                byHome.computeIfAbsent(home, ignored -> new ArrayList<>()).add(listed.thing());
            }
        }
        if (listed.thing().value() instanceof Vpc vpc) {
            ranges.put(listed.thing().id(), List.of(vpc.cidr()));
            if (Owner.isOf(scope.installation(), vpc.tags())) {
                ownVpcs.add(listed.thing().id());
            }
        }
    }

    Reader reader() {
        return reader;
    }

    Instant ended() {
        return ended;
    }

    @Nullable
    CloudException failure() {
        return failure;
    }

    /** The ranges of all VPCs of the region, by id: known where VPCs were listed. */
    SortedMap<String, List<Cidr>> ranges() {
        return Collections.unmodifiableSortedMap(ranges);
    }

    /** The VPCs that carry the tags of this installation: known where VPCs were listed. */
    SortedSet<String> ownVpcs() {
        return Collections.unmodifiableSortedSet(ownVpcs);
    }

    /** Whether it was read late enough, and of VPCs enough, to serve somebody. */
    boolean serves(SortedSet<String> vpcIds, Instant asOf) {
        return serves(reader, scope, begun, vpcIds, asOf);
    }

    /** @see #serves(SortedSet, Instant) */
    static boolean serves(Reader reader, ReadScope scope, Instant begun, SortedSet<String> vpcIds, Instant asOf) {
        boolean wideEnough =
                reader.narrowing() == Reader.Narrowing.REGION || scope.vpcIds().containsAll(vpcIds);
        return wideEnough && !begun.isBefore(asOf);
    }

    /** What of it concerns a stack, foreign things in its VPCs included. */
    List<Observed<?>> of(Owner owner, SortedSet<String> vpcIds) {
        Set<String> concerned = new HashSet<>();
        List<Observed<?>> slice = new ArrayList<>();
        Set<String> homes = new LinkedHashSet<>(vpcIds);
        homes.add(owner.stack());
        for (String home : homes) {
            for (Observed<?> thing : byHome.getOrDefault(home, List.of())) {
                if (concerned.add(thing.kind() + " " + thing.id())) {
                    slice.add(thing);
                }
            }
        }
        named.stream()
                .filter(thing -> owner.mayBear(thing.value().globalName()))
                .forEach(slice::add);
        return slice;
    }
}
