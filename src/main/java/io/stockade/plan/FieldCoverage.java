package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.Changes.Effect;
import io.stockade.graph.Component;
import io.stockade.graph.Observed;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import java.util.List;
import java.util.Optional;

/**
 * How much of what is declared was really looked at.
 *
 * @param read declared fields that were read, or known to be missing with the whole thing
 * @param declared all fields that are compared
 */
public record FieldCoverage(int read, int declared) {
    /** Coverage of a graph. */
    public static FieldCoverage of(ResourceGraph graph, World world, Matching matching, Doubts doubts) {
        Unknowns unknowns = new Unknowns(graph, world, matching, doubts);
        int read = 0;
        int declared = 0;
        for (ResourceGraph.Node node : graph.nodes().values()) {
            Optional<Observed<?>> current = matching.current(node.address());
            boolean known = unknowns.why(node.address()).isEmpty();
            for (Component component : Component.of(node.resource().getClass())) {
                if (component.effect() == Effect.AWS) {
                    continue;
                }
                declared++;
                boolean seen = current.map(thing -> !thing.unread().contains(component.name()))
                        .orElse(known);
                read += seen ? 1 : 0;
            }
        }
        return new FieldCoverage(read, declared);
    }

    /** Whether all was read of a thing that would be compared with what is wanted. */
    public static boolean whole(Resource desired, Observed<?> thing) {
        return unread(desired, thing).isEmpty();
    }

    /** The names of what would be compared with what is wanted, and was not read. */
    public static List<String> unread(Resource desired, Observed<?> thing) {
        return FieldComparison.unread(desired, thing);
    }

    /** In percent, rounded down: 100 means everything. */
    public int percent() {
        return declared == 0 ? 100 : read * 100 / declared;
    }
}
