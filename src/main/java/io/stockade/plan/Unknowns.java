package io.stockade.plan;

import io.stockade.cloud.Coverage;
import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Changes.Effect;
import io.stockade.graph.Component;
import io.stockade.graph.Peer;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceGraph;
import java.util.Optional;

/** Tells what is gone from what merely was not seen. */
record Unknowns(ResourceGraph graph, World world, Matching matching, Doubts doubts) {
    /** Why nobody can say whether an address means something; empty if that can be said. */
    Optional<String> why(Address address) {
        if (matching.current(address).isPresent()) {
            return Optional.empty();
        }
        if (doubts.addresses().contains(address)) {
            return Optional.of("it was not seen, and that is not believed yet: it is looked for again");
        }
        Coverage coverage = world.coverage(address.kind());
        if (coverage.problem() != null) {
            return Optional.of("could not be read: " + coverage.problem());
        }
        if (coverage.readAt() == null) {
            return Optional.of("was not read yet");
        }
        return graph.find(address).flatMap(this::unknownKey);
    }

    /** A sub-object cannot be looked for while nobody knows what it stands in. */
    private Optional<String> unknownKey(ResourceGraph.Node node) {
        for (Component component : Component.of(node.resource().getClass())) {
            if (component.effect() != Effect.KEY) {
                continue;
            }
            Object value = component.of(node.resource());
            Ref ref = value instanceof Peer peer ? peer.ref() : value instanceof Ref plain ? plain : null;
            if (ref instanceof Ref.Planned planned && why(planned.address()).isPresent()) {
                return Optional.of("nobody knows what became of " + planned.address());
            }
        }
        return Optional.empty();
    }

    /** Whether a reference means something of which nobody knows whether it is there. */
    boolean unknown(Ref ref) {
        return ref instanceof Ref.Planned planned && why(planned.address()).isPresent();
    }
}
