package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.AutoScalingGroup;
import io.stockade.graph.LaunchTemplate;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Network interfaces that an instance still uses. AWS deletes none of these, and no reference shows it: the group names
 * the template of its next instance, and the interface of the last one is named by nothing any more.
 */
final class Lingering {
    private final ResourceGraph graph;
    private final World world;
    private final Matching matching;

    Lingering(ResourceGraph graph, World world, Matching matching) {
        this.graph = graph;
        this.world = world;
        this.matching = matching;
    }

    /** Ids of the interfaces, former ones included, that the instances of a group may use. */
    NavigableSet<String> usedBy(Observed<?> thing) {
        NavigableSet<String> used = new TreeSet<>();
        if (!(thing.value() instanceof AutoScalingGroup group)) {
            return used;
        }
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
