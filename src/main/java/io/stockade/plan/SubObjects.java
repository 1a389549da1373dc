package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.AddressAssociation;
import io.stockade.graph.KeyedName;
import io.stockade.graph.NatGateway;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.ResourceKind.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Matches sub-objects by their natural key, and names those inside our things that nobody declared. */
final class SubObjects {
    private final ResourceGraph graph;
    private final World world;
    private final OwnThings own;
    private final Set<Address> remembered;
    private final SortedMap<Address, Observed<?>> current = new TreeMap<>();
    private final List<Leftover> leftovers = new ArrayList<>();

    private SubObjects(ResourceGraph graph, World world, OwnThings own, Set<Address> remembered) {
        this.graph = graph;
        this.world = world;
        this.own = own;
        this.remembered = remembered;
    }

    static SubObjects find(ResourceGraph graph, World world, OwnThings own, Set<Address> remembered) {
        SubObjects found = new SubObjects(graph, world, own, remembered);
        for (ResourceKind kind : ResourceKind.values()) {
            if (kind.identity() == Identity.KEYED) {
                found.match(kind);
            }
        }
        return found;
    }

    SortedMap<Address, Observed<?>> current() {
        return current;
    }

    List<Leftover> leftovers() {
        return leftovers;
    }

    private void match(ResourceKind kind) {
        Map<String, Observed<?>> byKey = new HashMap<>();
        for (Observed<?> thing : world.of(kind)) {
            if (OwnThings.alive(thing)) {
                Kinship.key(thing.value(), Ref::text).ifPresent(key -> byKey.putIfAbsent(key, thing));
            }
        }
        Set<String> matched = new HashSet<>();
        for (ResourceGraph.Node node : graph.nodes().values()) {
            if (node.address().kind() != kind) {
                continue;
            }
            Kinship.key(node.resource(), this::knownId).map(byKey::get).ifPresent(thing -> {
                current.put(node.address(), thing);
                matched.add(thing.id());
            });
        }
        for (Observed<?> thing : world.of(kind)) {
            if (!matched.contains(thing.id()) && !OwnThings.leaving(thing)) {
                leftover(thing).ifPresent(leftovers::add);
            }
        }
    }

    private @Nullable String knownId(Ref ref) {
        String id = own.idOf(ref);
        return id.isEmpty() ? null : id;
    }

    private Optional<Leftover> leftover(Observed<?> thing) {
        Ref parent = Kinship.parent(thing.value()).orElseThrow();
        if (!own.addresses().containsKey(parent.text()) || madeByNatGateway(thing) || own.leaves(parent.text())) {
            return Optional.empty();
        }
        Address address = new Address(thing.kind(), KeyedName.of(thing.value(), own::nameOf));
        return Optional.of(new Leftover(thing, address, kind(address)));
    }

    private Leftover.Kind kind(Address address) {
        if (graph.find(address).isPresent()) {
            return Leftover.Kind.SUPERSEDED;
        }
        return remembered.contains(address) ? Leftover.Kind.SURPLUS : Leftover.Kind.UNEXPECTED_CHILD;
    }

    /** A NAT gateway associates its address with an interface of AWS's own: nobody's mischief. */
    private boolean madeByNatGateway(Observed<?> thing) {
        return thing.value() instanceof AddressAssociation association
                && world.of(ResourceKind.NAT_GATEWAY).stream()
                        .anyMatch(nat -> nat.value() instanceof NatGateway gateway
                                && gateway.address()
                                        .text()
                                        .equals(association.address().text()));
    }
}
