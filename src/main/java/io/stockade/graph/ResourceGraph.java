package io.stockade.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everything that a stack should consist of, and what needs what. Immutable; nodes stand in creation order. */
public final class ResourceGraph {
    private final Map<Address, Node> nodes;

    private ResourceGraph(Map<Address, Node> nodes) {
        this.nodes = nodes;
    }

    /**
     * A resource in the graph.
     *
     * @param needs what must be ready before this can be created, and outlives it
     */
    public record Node(Address address, Resource resource, SortedSet<Address> needs) {
        public Node {
            needs = Collections.unmodifiableSortedSet(new TreeSet<>(needs));
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** All nodes; each stands after everything it needs. */
    public Map<Address, Node> nodes() {
        return nodes;
    }

    public Optional<Node> find(@Nullable Address address) {
        return Optional.ofNullable(nodes.get(address));
    }

    /** Collects resources in any order. */
    public static final class Builder {
        private final SortedMap<Address, Node> collected = new TreeMap<>();

        private Builder() {}

        /**
         * Adds a resource. It needs everything that it refers to, and {@code alsoNeeds}: what AWS demands though no
         * field says so, as a NAT gateway demands the attachment of the internet gateway.
         *
         * @throws IllegalArgumentException if the address is taken
         */
        public Builder add(String name, Resource resource, Address... alsoNeeds) {
            Address address = new Address(resource.kind(), name);
            SortedSet<Address> needs = new TreeSet<>(List.of(alsoNeeds));
            for (Ref ref : Component.refs(resource)) {
                if (ref instanceof Ref.Planned planned && !planned.address().equals(address)) {
                    needs.add(planned.address());
                }
            }
            if (collected.putIfAbsent(address, new Node(address, resource, needs)) != null) {
                throw new IllegalArgumentException("two resources are called " + address);
            }
            return this;
        }

        /**
         * Adds a sub-object under the name that its natural key gives it.
         *
         * @throws IllegalArgumentException if its kind is not keyed, or the address is taken
         */
        public Builder add(Resource keyed, Address... alsoNeeds) {
            return add(KeyedName.of(keyed, Builder::nameOf), keyed, alsoNeeds);
        }

        private static String nameOf(Ref ref) {
            return ref instanceof Ref.Planned planned ? planned.address().name() : ref.text();
        }

        /**
         * The graph, in creation order; ties by address, so that equal input gives an equal graph.
         *
         * @throws IllegalStateException if something is needed that is not there, or needs itself in a circle
         */
        public ResourceGraph build() {
            Map<Address, Node> ordered = new LinkedHashMap<>();
            List<Address> path = new ArrayList<>();
            collected.keySet().forEach(address -> visit(address, path, ordered));
            return new ResourceGraph(Collections.unmodifiableMap(ordered));
        }

        private void visit(Address address, List<Address> path, Map<Address, Node> ordered) {
            if (ordered.containsKey(address)) {
                return;
            }
            Node node = collected.get(address);
            if (node == null) {
                throw new IllegalStateException(
                        path.get(path.size() - 1) + " needs " + address + ", which is not there");
            }
            if (path.contains(address)) {
                throw new IllegalStateException("a circle: " + path + " needs " + address);
            }
            path.add(address);
            Set<Address> needs = node.needs();
            needs.forEach(needed -> visit(needed, path, ordered));
            path.remove(path.size() - 1);
            ordered.put(address, node);
        }
    }
}
