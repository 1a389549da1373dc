package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.ResourceKind.Identity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds those of our things that have an id of their own: by tags, by name, by memory, and by their VPC. */
final class OwnThings {
    private final ResourceGraph graph;
    private final World world;
    private final Owner owner;
    private final Map<Address, Remembered> memory;
    private final Map<String, Address> rememberedAs = new HashMap<>();
    private final SortedMap<Address, Observed<?>> current = new TreeMap<>();
    private final Map<String, Address> addresses = new HashMap<>();
    private final Set<String> leaving = new HashSet<>();
    private final List<Leftover> leftovers = new ArrayList<>();

    private OwnThings(ResourceGraph graph, World world, Owner owner, Map<Address, Remembered> memory) {
        this.graph = graph;
        this.world = world;
        this.owner = owner;
        this.memory = memory;
        new TreeMap<>(memory).forEach((address, remembered) -> {
            Stream.of(Optional.ofNullable(remembered.id()), Optional.ofNullable(remembered.replaced()))
                    .flatMap(Optional::stream)
                    .forEach(id -> rememberedAs.putIfAbsent(key(address.kind(), id), address));
        });
    }

    static OwnThings find(ResourceGraph graph, World world, Owner owner, Map<Address, Remembered> memory) {
        OwnThings found = new OwnThings(graph, world, owner, memory);
        for (ResourceKind kind : ResourceKind.values()) {
            if (kind.identity() == Identity.TAGGED || kind.identity() == Identity.NAMED) {
                found.matchByOwnership(kind);
            }
        }
        found.matchByContainment(ResourceKind.MAIN_ROUTE_TABLE);
        found.matchByContainment(ResourceKind.DEFAULT_SECURITY_GROUP);
        return found;
    }

    SortedMap<Address, Observed<?>> current() {
        return current;
    }

    /** Addresses of all our things by id, whatever became of them. */
    Map<String, Address> addresses() {
        return addresses;
    }

    List<Leftover> leftovers() {
        return leftovers;
    }

    /** Whether something of ours goes by itself, with all that stands in it. */
    boolean leaves(String id) {
        return leaving.contains(id);
    }

    /** What a reference is called in addresses of sub-objects. */
    String nameOf(Ref ref) {
        if (ref instanceof Ref.Planned planned) {
            return planned.address().name();
        }
        Address address = addresses.get(ref.text());
        return address == null ? ref.text() : address.name();
    }

    private void matchByOwnership(ResourceKind kind) {
        SortedMap<Address, List<Observed<?>>> candidates = new TreeMap<>();
        for (Observed<?> thing : world.of(kind)) {
            addressOf(thing).ifPresent(address -> {
                addresses.put(thing.id(), address);
                candidates
                        .computeIfAbsent(address, ignored -> new ArrayList<>())
                        .add(thing);
            });
        }
        candidates.forEach(this::choose);
    }

    /** Ours by tags, or by memory if the tags are gone; memory also tells which of our addresses it is. */
    private Optional<Address> addressOf(Observed<?> thing) {
        Optional<Owner> tagged = Owner.of(thing.tags());
        if (tagged.isPresent() && !tagged.get().sameStack(owner)) {
            return Optional.empty();
        }
        Address remembered = rememberedAs.get(key(thing.kind(), thing.id()));
        if (remembered != null) {
            return Optional.of(remembered);
        }
        return tagged.flatMap(ours -> Owner.address(thing.tags())).filter(address -> address.kind() == thing.kind());
    }

    private void choose(Address address, List<Observed<?>> candidates) {
        Optional<ResourceGraph.Node> node = graph.find(address);
        Observed<?> chosen =
                node.flatMap(declared -> best(declared, candidates)).orElse(null);
        for (Observed<?> candidate : candidates) {
            if (candidate.equals(chosen)) {
                current.put(address, candidate);
            } else if (leaving(candidate)) {
                leaving.add(candidate.id());
            } else {
                Leftover.Kind kind = node.isPresent() ? Leftover.Kind.SUPERSEDED : Leftover.Kind.SURPLUS;
                leftovers.add(new Leftover(candidate, address, kind));
            }
        }
    }

    private Optional<Observed<?>> best(ResourceGraph.Node declared, List<Observed<?>> candidates) {
        Remembered remembered = memory.get(declared.address());
        String rememberedId = remembered == null ? null : remembered.id();
        String replacedId = remembered == null ? null : remembered.replaced();
        return candidates.stream()
                .filter(OwnThings::alive)
                .filter(candidate -> declared.resource()
                        .globalName()
                        .equals(candidate.value().globalName()))
                .min(Comparator.comparing(
                                (Observed<?> candidate) -> !candidate.id().equals(rememberedId))
                        .thenComparing(candidate -> candidate.id().equals(replacedId))
                        .thenComparing(candidate -> !candidate.lifecycle().works())
                        .thenComparing(Observed::id));
    }

    /** What AWS made with our VPC is ours, unless the VPC stays and nobody declared what is in question. */
    private void matchByContainment(ResourceKind kind) {
        Map<String, Address> declaredByVpc = new HashMap<>();
        for (ResourceGraph.Node node : graph.nodes().values()) {
            if (node.address().kind() == kind) {
                Kinship.parent(node.resource())
                        .map(this::idOf)
                        .ifPresent(vpc -> declaredByVpc.put(vpc, node.address()));
            }
        }
        for (Observed<?> thing : world.of(kind)) {
            String vpc = Kinship.parent(thing.value()).map(Ref::text).orElse("");
            Address vpcAddress = addresses.get(vpc);
            Address declared = declaredByVpc.get(vpc);
            if (declared != null && alive(thing)) {
                current.put(declared, thing);
                addresses.put(thing.id(), declared);
            } else if (vpcAddress != null && !isCurrent(vpcAddress, vpc)) {
                addresses.put(thing.id(), new Address(kind, vpcAddress.name()));
            }
        }
    }

    private boolean isCurrent(Address address, String id) {
        Observed<?> thing = current.get(address);
        return thing != null && thing.id().equals(id);
    }

    /** The id that a reference has now; empty text if it has none. */
    String idOf(Ref ref) {
        if (ref instanceof Ref.Planned planned) {
            Observed<?> thing = current.get(planned.address());
            return thing == null ? "" : thing.id();
        }
        return ref.text();
    }

    /** Whether there is nothing more to be done to be rid of it. */
    static boolean leaving(Observed<?> thing) {
        return thing.lifecycle() == Lifecycle.DELETING || thing.lifecycle() == Lifecycle.RETIRED;
    }

    static boolean alive(Observed<?> thing) {
        return thing.lifecycle() != Lifecycle.FAILED && thing.lifecycle() != Lifecycle.DELETING;
    }

    private static String key(ResourceKind kind, String id) {
        return kind + "/" + id;
    }
}
