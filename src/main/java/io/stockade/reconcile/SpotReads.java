package io.stockade.reconcile;

import io.stockade.cloud.Cloud;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Reader;
import io.stockade.graph.AddressAssociation;
import io.stockade.graph.GatewayAttachment;
import io.stockade.graph.KeyedName;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind.Identity;
import io.stockade.graph.Route;
import io.stockade.graph.RouteTableAssociation;
import io.stockade.graph.SecretRotation;
import io.stockade.graph.SecurityGroupRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what events point at, and nothing beside it: one object with what stands in it, past any list. */
final class SpotReads {
    /** More than this of one list's kinds are read by the list, in one call. */
    private static final int MOST_SINGLE = 2;

    private final Cloud cloud;
    private final List<Reader> readers;
    private final Surroundings surroundings;
    private final Duration visibility;
    private final Map<Spot, Reader> single = new LinkedHashMap<>();

    SpotReads(Cloud cloud, List<Reader> readers, Surroundings surroundings, Duration visibility) {
        this.cloud = cloud;
        this.readers = readers;
        this.surroundings = surroundings;
        this.visibility = visibility;
    }

    /** Sorts the spots into what is read alone and what is listed. */
    void sort(Sight sight, Extent extent) {
        single.clear();
        sight.notThere.clear();
        if (extent.full()) {
            // No list tells of their details, which may be what changed.
            extent.spots().forEach(spot -> sight.forgetDetails(spot.id()));
            return;
        }
        for (Reader reader : readers) {
            SortedSet<Spot> here = extent.spots().stream()
                    .filter(spot -> reader.kinds().contains(spot.kind()))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (here.size() > MOST_SINGLE || here.stream().anyMatch(Spot::whole)) {
                here.forEach(spot -> {
                    sight.dirty.add(spot.kind());
                    sight.forgetDetails(spot.id());
                });
            } else {
                here.forEach(spot -> single.put(spot, reader));
            }
        }
    }

    /** Reads what is to be read alone, unless a list of its kind was due anyway. */
    void read(Sight sight) {
        single.forEach((spot, reader) -> {
            boolean listed = reader.kinds().stream().anyMatch(sight.dirty::contains);
            Set<String> parts = parts(spot);
            if (listed) {
                reopen(spot, sight);
            } else if (!parts.isEmpty()) {
                sight.reopen(spot.kind(), spot.id(), parts);
            } else {
                read(spot, reader, sight);
            }
        });
        single.clear();
    }

    /** What may be otherwise, as far as it can be read by itself. */
    private Set<String> parts(Spot spot) {
        Set<String> parts = new TreeSet<>(cloud.driver(spot.kind()).parts());
        parts.retainAll(spot.parts());
        return parts;
    }

    /** Has the details of a thing be read again, by whoever reads those that lack them. */
    private void reopen(Spot spot, Sight sight) {
        Set<String> details = cloud.driver(spot.kind()).details();
        sight.forgetDetails(spot.id());
        if (!details.isEmpty()) {
            sight.world
                    .find(spot.kind(), spot.id())
                    .ifPresent(known -> sight.world = sight.world.with(known.withUnread(details)));
        }
    }

    private void read(Spot spot, Reader reader, Sight sight) {
        List<Observed<?>> seen;
        try {
            seen = reader.one(spot.id())
                    .orElseGet(() -> cloud.driver(spot.kind()).readById(spot.id()).stream()
                            .<Observed<?>>map(found -> found)
                            .toList());
        } catch (CloudException failure) {
            sight.unread(reader.kinds(), failure, surroundings.clock().instant());
            return;
        }
        if (seen.isEmpty()) {
            sight.notThere.add(spot.id());
        }
        merge(spot, reader, seen, sight);
    }

    /** Puts what was read in the place of what was known of it; all else stays as it was seen last. */
    private void merge(Spot spot, Reader reader, List<Observed<?>> seen, Sight sight) {
        Predicate<Observed<?>> about = thing -> thing.id().equals(spot.id()) || within(thing, spot.id());
        Set<String> keys = seen.stream().flatMap(thing -> key(thing).stream()).collect(Collectors.toSet());
        List<Observed<?>> all = new ArrayList<>();
        reader.kinds().stream()
                .flatMap(kind -> sight.world.of(kind).stream())
                .filter(about.negate())
                // What has the natural key of what was read is where that was before.
                .filter(thing -> key(thing).filter(keys::contains).isEmpty())
                .forEach(all::add);
        Instant now = surroundings.clock().instant();
        for (Observed<?> thing : seen) {
            if (thing.lifecycle() != Lifecycle.READY || completing(thing, sight)) {
                // What AWS is still changing, or was, may be otherwise in what it does not show meanwhile.
                sight.forgetDetails(thing.id());
            }
            all.add(sight.withKnownDetails(thing, now));
        }
        sight.world = sight.world.replaced(
                reader.kinds(), sight.recentWrites.correct(reader.kinds(), about, all, now, visibility));
    }

    private static boolean completing(Observed<?> thing, Sight sight) {
        return sight.world
                .find(thing.kind(), thing.id())
                .filter(known -> known.lifecycle() == Lifecycle.COMPLETING)
                .isPresent();
    }

    private static Optional<String> key(Observed<?> thing) {
        return thing.kind().identity() == Identity.KEYED
                ? Optional.of(thing.kind() + " " + KeyedName.of(thing.value(), Ref::text))
                : Optional.empty();
    }

    private static boolean within(Observed<?> thing, String id) {
        Ref holder = holder(thing.value());
        return holder != null && id.equals(holder.id());
    }

    /** What AWS shows a sub-object with; {@code null} for what has a life of its own. */
    static @Nullable Ref holder(Resource resource) {
        if (resource instanceof Route route) {
            return route.table();
        }
        if (resource instanceof RouteTableAssociation association) {
            return association.table();
        }
        if (resource instanceof SecurityGroupRule rule) {
            return rule.group();
        }
        if (resource instanceof GatewayAttachment attachment) {
            return attachment.gateway();
        }
        if (resource instanceof AddressAssociation association) {
            return association.address();
        }
        return resource instanceof SecretRotation rotation ? rotation.secret() : null;
    }
}
