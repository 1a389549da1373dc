package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.AddressAssociation;
import io.stockade.graph.AutoScalingGroup;
import io.stockade.graph.LaunchTemplate;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Role;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is in use though no reference shows it.
 *
 * <p>Network interfaces that an instance still has: AWS deletes none of these. The group names the template of its next
 * instance, and the interface of the last one is named by nothing any more.
 *
 * <p>Roles of functions that are gone: Lambda keeps a function's interfaces for a while, in its groups, and takes them
 * away by its role. Without that they stay for ever, and with them the group and the subnet:
 * docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html, "Required IAM permissions".
 */
final class Lingering {
    /** Who takes the roles of functions. */
    private static final String FUNCTIONS = "\"lambda.amazonaws.com\"";

    private final ResourceGraph graph;
    private final World world;
    private final Matching matching;

    Lingering(ResourceGraph graph, World world, Matching matching) {
        this.graph = graph;
        this.world = world;
        this.matching = matching;
    }

    /** Ids of what must outlive a thing. */
    NavigableSet<String> usedBy(Observed<?> thing) {
        if (thing.value() instanceof AutoScalingGroup group) {
            return interfacesOf(thing, group);
        }
        return thing.kind() == ResourceKind.SECURITY_GROUP ? rolesBehind(thing) : new TreeSet<>();
    }

    /** Ids of the interfaces that work by this: by the instance on them, and by the public address that they have. */
    NavigableSet<String> worked(Observed<?> thing) {
        if (thing.value() instanceof AutoScalingGroup group) {
            return interfacesOf(thing, group);
        }
        return thing.value() instanceof AddressAssociation association
                ? new TreeSet<>(Set.of(association.networkInterface().text()))
                : new TreeSet<>();
    }

    /** The role of the function whose own group this is: both are called as it is. */
    private NavigableSet<String> rolesBehind(Observed<?> group) {
        NavigableSet<String> roles = new TreeSet<>();
        String name = matching.addressOf(group.id()).map(Address::name).orElse("");
        for (Observed<?> thing : world.of(ResourceKind.ROLE)) {
            boolean namesake = matching.addressOf(thing.id())
                    .filter(address -> address.name().equals(name))
                    .isPresent();
            if (namesake
                    && thing.value() instanceof Role role
                    && role.trust().json().contains(FUNCTIONS)) {
                roles.add(thing.id());
            }
        }
        return roles;
    }

    /** Ids of the interfaces, former ones included, that the instances of a group may use. */
    private NavigableSet<String> interfacesOf(Observed<?> thing, AutoScalingGroup group) {
        NavigableSet<String> used = new TreeSet<>();
        NavigableSet<Address> addresses = new TreeSet<>();
        // What runs was launched from what the group names now; where that is gone already, the graph still knows.
        world.find(ResourceKind.LAUNCH_TEMPLATE, group.template().text())
                .flatMap(found -> networkInterface(found.value()))
                .ifPresent(card -> {
                    used.add(card.text());
                    matching.addressOf(card.text()).ifPresent(addresses::add);
                });
        declared(thing).ifPresent(addresses::add);
        for (Observed<?> card : world.of(ResourceKind.NETWORK_INTERFACE)) {
            if (matching.addressOf(card.id()).filter(addresses::contains).isPresent()) {
                used.add(card.id());
            }
        }
        return used;
    }

    /** Ids of the interfaces that a group keeps from being deleted now, whatever it names. */
    NavigableSet<String> heldBy(Observed<?> thing) {
        if (thing.lifecycle() == Lifecycle.DELETING) {
            return usedBy(thing);
        }
        NavigableSet<String> held = new TreeSet<>();
        if (thing.value() instanceof AutoScalingGroup group && (ending(thing) || !group.instancesCurrent())) {
            held.addAll(usedBy(thing));
            // The one in place is held by what names it. Were it held here, its successor in the same range could
            // wait for it to go, and it for an instance that waits for its successor.
            held.removeIf(id -> matching.addressOf(id)
                    .flatMap(matching::idOf)
                    .filter(id::equals)
                    .isPresent());
        }
        return held;
    }

    /** Whether a group has no instance that works: the last one ends, and the next one begins. */
    static boolean ending(Observed<?> thing) {
        return thing.value() instanceof AutoScalingGroup && thing.lifecycle() == Lifecycle.PENDING;
    }

    private Optional<Address> declared(Observed<?> group) {
        return matching.addressOf(group.id())
                .flatMap(graph::find)
                .map(ResourceGraph.Node::resource)
                .flatMap(wanted ->
                        wanted instanceof AutoScalingGroup declared ? planned(declared.template()) : Optional.empty())
                .flatMap(graph::find)
                .flatMap(template -> networkInterface(template.resource()))
                .flatMap(Lingering::planned);
    }

    private static Optional<Ref> networkInterface(Resource template) {
        return template instanceof LaunchTemplate launched
                ? Optional.of(launched.networkInterface())
                : Optional.empty();
    }

    private static Optional<Address> planned(Ref ref) {
        return ref instanceof Ref.Planned planned ? Optional.of(planned.address()) : Optional.empty();
    }
}
