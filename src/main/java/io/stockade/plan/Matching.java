package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Component;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who is who: which observed thing each address means, and what is left over. */
public final class Matching {
    private final SortedMap<Address, Observed<?>> current;
    private final Map<String, Address> addresses;
    private final List<Leftover> leftovers;
    private final List<ResourceGraph.Node> contained;

    private Matching(
            Map<Address, Observed<?>> current,
            Map<String, Address> addresses,
            List<Leftover> leftovers,
            List<ResourceGraph.Node> contained) {
        this.contained = List.copyOf(contained);
        this.current = Collections.unmodifiableSortedMap(new TreeMap<>(current));
        this.addresses = new TreeMap<>(addresses);
        this.leftovers = leftovers.stream().sorted(Leftover.ORDER).toList();
    }

    /**
     * Matches what is wanted with what was seen.
     *
     * @param memory by address; a thing whose tags somebody took off is still known by the id remembered here
     */
    public static Matching of(ResourceGraph graph, World world, Owner owner, Map<Address, Remembered> memory) {
        OwnThings own = OwnThings.find(graph, world, owner, memory);
        SubObjects subObjects = SubObjects.find(graph, world, own, memory.keySet());
        Map<Address, Observed<?>> current = new TreeMap<>(own.current());
        current.putAll(subObjects.current());
        List<Leftover> leftovers = new ArrayList<>(own.leftovers());
        leftovers.addAll(subObjects.leftovers());
        leftovers.addAll(Foreigners.find(world, own));
        List<ResourceGraph.Node> contained = graph.nodes().values().stream()
                .filter(node -> node.address().kind().identity() == ResourceKind.Identity.CONTAINED)
                .toList();
        return new Matching(current, own.addresses(), leftovers, contained);
    }

    /** What an address means now; empty if that is not there, given up by AWS, or being deleted. */
    public Optional<Observed<?>> current(Address address) {
        return Optional.ofNullable(current.get(address));
    }

    /** The id of what an address means now. */
    public Optional<String> idOf(Address address) {
        return current(address).map(Observed::id);
    }

    /** What an id is called among our things, the left over ones included. */
    public Optional<Address> addressOf(String id) {
        return Optional.ofNullable(addresses.get(id));
    }

    /** What something that is left over is inside of; empty if that is nothing of ours. */
    public Optional<Address> parentOf(Leftover leftover) {
        return Kinship.parent(leftover.thing().value()).map(Ref::text).flatMap(this::addressOf);
    }

    /** The reference by id where the id is known, else as it is. */
    public Ref resolve(Ref ref) {
        if (ref instanceof Ref.Planned planned) {
            return idOf(planned.address()).<Ref>map(Ref.Known::new).orElse(ref);
        }
        return ref;
    }

    /** The same resource with every planned reference by its id, where that is known. */
    public <R extends Resource> R resolve(R desired) {
        return Component.mapRefs(desired, this::resolve);
    }

    /** Everything observed that no address means and that is ours, in ours, or in our VPC. */
    public List<Leftover> leftovers() {
        return leftovers;
    }

    /** The kinds of what AWS made with a parent that is there, and no read has shown yet. */
    public List<ResourceKind> unseenContained() {
        return contained.stream()
                .filter(node -> current(node.address()).isEmpty())
                .filter(node ->
                        node.needs().stream().allMatch(need -> current(need).isPresent()))
                .map(node -> node.address().kind())
                .distinct()
                .toList();
    }

    /** The kinds of those things that are there and do not work. */
    public List<ResourceKind> leadingNowhere() {
        return current.values().stream()
                .filter(thing -> thing.lifecycle() == Lifecycle.BROKEN)
                .map(Observed::kind)
                .distinct()
                .toList();
    }

    /** Everything that an address means now. */
    SortedMap<Address, Observed<?>> allCurrent() {
        return current;
    }
}
