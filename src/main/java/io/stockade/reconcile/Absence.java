package io.stockade.reconcile;

import io.stockade.blueprint.StackBlueprint;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.CloudException;
import io.stockade.graph.Address;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.ResourceKind.Identity;
import io.stockade.plan.Doubts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides whether what is missing from the picture is believed to be gone. One thing missing among many that were seen
 * is read by its id; everything missing at once is believed only when it was seen so twice, a visibility window apart.
 */
final class Absence {
    /** From how many things of a kind on their being all missing is "everything at once". */
    private static final int MANY = 3;

    private final Cloud cloud;
    private final Duration visibility;
    private final Instant now;

    Absence(Cloud cloud, Duration visibility, Instant now) {
        this.cloud = cloud;
        this.visibility = visibility;
        this.now = now;
    }

    /**
     * What came of it.
     *
     * @param doubts addresses whose absence is not believed
     * @param since when everything of a kind was first found missing, to be remembered
     */
    record Verdict(Doubts doubts, SortedMap<String, Instant> since, Optional<Instant> lookAgain) {}

    /**
     * Looks into everything that is remembered and not in the picture. What turns up is put back into the picture.
     *
     * @param remembered ids of what was made, by address
     * @param wanted every address of the graph: if the VPC is doubted, so is all of it
     */
    Verdict examine(
            Sight sight,
            Map<Address, String> remembered,
            SortedMap<String, Instant> before,
            Collection<Address> wanted) {
        Map<ResourceKind, Set<Address>> missing = missing(sight, remembered);
        SortedMap<String, Instant> since = new TreeMap<>();
        Set<Address> doubted = new HashSet<>();
        Optional<Instant> lookAgain = Optional.empty();
        for (Map.Entry<ResourceKind, Set<Address>> entry : missing.entrySet()) {
            ResourceKind kind = entry.getKey();
            if (!everything(kind, entry.getValue(), remembered.keySet())) {
                entry.getValue().retainAll(wanted);
                confirm(sight, entry.getValue(), remembered, doubted);
                continue;
            }
            Instant first = before.getOrDefault(kind.toString(), now);
            since.put(kind.toString(), first);
            Instant believed = first.plus(visibility);
            if (!seenAgain(sight, kind, believed)) {
                doubted.addAll(kind == ResourceKind.VPC ? wanted : entry.getValue());
                lookAgain = Optional.of(
                        lookAgain.filter(earlier -> earlier.isBefore(believed)).orElse(believed));
            }
        }
        return new Verdict(new Doubts(doubted), since, lookAgain);
    }

    /**
     * The ids of what was made. Where all of that is forgotten and the picture shows no VPC either, the one that people
     * were told of counts: else one empty list would have all of it made a second time, or believed to be deleted.
     */
    static Map<Address, String> known(Sight sight, Owner owner, Map<Address, String> remembered) {
        boolean shown = sight.world.of(ResourceKind.VPC).stream().anyMatch(vpc -> owner.owns(vpc.tags()));
        if (sight.toldVpc == null || shown || remembered.containsKey(StackBlueprint.VPC)) {
            return remembered;
        }
        Map<Address, String> known = new TreeMap<>(remembered);
        known.put(StackBlueprint.VPC, sight.toldVpc);
        return known;
    }

    private static Map<ResourceKind, Set<Address>> missing(Sight sight, Map<Address, String> remembered) {
        Map<ResourceKind, Set<Address>> missing = new EnumMap<>(ResourceKind.class);
        remembered.forEach((address, id) -> {
            Identity identity = address.kind().identity();
            boolean own = identity == Identity.TAGGED || identity == Identity.NAMED;
            boolean listed = sight.world.coverage(address.kind()).complete();
            boolean leaving = sight.leaving(id);
            if (own
                    && listed
                    && !leaving
                    && sight.world.find(address.kind(), id).isEmpty()) {
                missing.computeIfAbsent(address.kind(), ignored -> new HashSet<>())
                        .add(address);
            }
        });
        return missing;
    }

    /** What was found missing once is believed by another look, and not because time went by. */
    private static boolean seenAgain(Sight sight, ResourceKind kind, Instant believed) {
        Instant readAt = sight.readAt(kind);
        return readAt != null && !readAt.isBefore(believed);
    }

    private static boolean everything(ResourceKind kind, Set<Address> missing, Set<Address> remembered) {
        if (kind == ResourceKind.VPC) {
            return true;
        }
        long all = remembered.stream().filter(address -> address.kind() == kind).count();
        return missing.size() == all && all >= MANY;
    }

    private void confirm(Sight sight, Set<Address> missing, Map<Address, String> remembered, Set<Address> doubted) {
        for (Address address : missing) {
            String id = remembered.getOrDefault(address, "");
            if (sight.notThere.contains(id)) {
                continue;
            }
            try {
                Optional<? extends Observed<?>> found =
                        cloud.driver(address.kind()).readById(id);
                found.ifPresent(thing -> sight.world = sight.world.with(thing));
            } catch (CloudException failure) {
                doubted.add(address);
            }
        }
    }
}
