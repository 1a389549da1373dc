package io.stockade.plan;

import io.stockade.graph.Address;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceGraph.Node;
import io.stockade.graph.ResourceKind.Identity;
import io.stockade.plan.Difference.Origin;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who made it so: the digest of what was last applied tells the user's change from drift. */
record Origins(ResourceGraph graph, Matching matching, Map<Address, Remembered> memory) {
    Origin ofMissing(Node node) {
        Remembered remembered = memory.get(node.address());
        if (remembered == null || (remembered.appliedDigest() == null && remembered.id() == null)) {
            return Origin.USER;
        }
        return byDigest(node);
    }

    Origin ofChanged(Node node) {
        return unfinished(node.address()) || broughtBack(node.address()) ? Origin.UNFINISHED : byDigest(node);
    }

    /** Whether what is wanted is what was last applied. */
    boolean asApplied(Node node) {
        return byDigest(node) == Origin.DRIFT;
    }

    /** What was deleted, and that nobody remembers having wanted since, is wanted anew. */
    private boolean broughtBack(Address address) {
        return applied(address) == null
                && matching.current(address)
                        .filter(thing -> thing.lifecycle() == Lifecycle.RETIRED)
                        .isPresent();
    }

    private Origin byDigest(Node node) {
        String applied = applied(node.address());
        if (applied == null) {
            return Origin.UNKNOWN;
        }
        return DesiredDigest.matches(applied, node.resource()) ? Origin.DRIFT : Origin.USER;
    }

    /** No manifest makes a thing stop working. */
    Origin ofBroken(Node node) {
        return applied(node.address()) == null ? Origin.UNKNOWN : Origin.DRIFT;
    }

    Origin ofLeftover(Leftover leftover) {
        // Whoever has a stack deleted wants all of it gone, whatever was remembered: ownership is on the things.
        boolean deleting = graph.nodes().isEmpty();
        return switch (leftover.kind()) {
            case SURPLUS -> deleting || memory.containsKey(leftover.address()) ? Origin.USER : Origin.UNKNOWN;
            case SUPERSEDED -> ofSuperseded(leftover);
            case UNEXPECTED_CHILD -> deleting || firstSeenInside(leftover) ? Origin.USER : ofChild(leftover);
            case FOREIGN -> Origin.DRIFT;
        };
    }

    /** In something of which nothing is remembered it may be ours from an earlier manifest: nobody knows. */
    private Origin ofChild(Leftover leftover) {
        Address parent = matching.parentOf(leftover).orElse(null);
        if (parent == null || unfinished(parent)) {
            return parent == null ? Origin.UNKNOWN : Origin.USER;
        }
        return applied(parent) == null ? Origin.UNKNOWN : Origin.DRIFT;
    }

    /** Whether we made it, and a later call of its creation is still to come: what is not right yet is our own work. */
    private boolean unfinished(Address address) {
        Remembered remembered = memory.get(address);
        return remembered != null && remembered.id() != null && remembered.appliedDigest() == null;
    }

    private Origin ofSuperseded(Leftover leftover) {
        if (leftover.thing().lifecycle() == Lifecycle.FAILED) {
            return Origin.DRIFT;
        }
        boolean succeeded = matching.current(leftover.address())
                .filter(successor -> successor.lifecycle().works())
                .isPresent();
        return succeeded ? Origin.USER : Origin.UNKNOWN;
    }

    /**
     * What AWS puts into the default group of a new VPC is no drift: emptying it is part of making the VPC. That holds
     * until the group was applied for the first time, and only if the rest of the memory is there to say so.
     */
    private boolean firstSeenInside(Leftover leftover) {
        Address parent = matching.parentOf(leftover).orElse(null);
        if (parent == null || parent.kind().identity() != Identity.CONTAINED || applied(parent) != null) {
            return false;
        }
        return graph.find(parent)
                .flatMap(node -> Kinship.parent(node.resource()))
                .filter(vpc -> vpc instanceof Ref.Planned planned && applied(planned.address()) != null)
                .isPresent();
    }

    private @Nullable String applied(Address address) {
        Remembered remembered = memory.get(address);
        return remembered == null ? null : remembered.appliedDigest();
    }
}
