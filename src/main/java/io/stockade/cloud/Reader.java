package io.stockade.cloud;

import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads everything of some kinds with one paged list call, for many stacks at once. It never changes anything. */
public interface Reader {
    /** The kinds whose objects {@link #list} returns; sub-objects come with their parents. */
    Set<ResourceKind> kinds();

    /** How its list call is narrowed. */
    Narrowing narrowing();

    /**
     * All objects of {@link #kinds()} in the scope, foreign ones in the VPCs included. What AWS itself puts there
     * (local and endpoint routes, requester-managed interfaces) is left out.
     *
     * @throws CloudException if any page could not be read: a partial list is never returned
     */
    List<Listed> list(ReadScope scope);

    /**
     * What the list would show of one object, and of all that stands in it: nothing if AWS says that it is not there.
     *
     * @param id of the object; of a sub-object there is nothing to ask for
     * @return empty if nothing stands in anything here, so that the driver of its kind reads as much
     * @throws CloudException if it could not be read
     */
    default Optional<List<Observed<?>>> one(String id) {
        return Optional.empty();
    }

    /** What a list call is narrowed by. */
    enum Narrowing {
        /** The whole region: VPCs. */
        REGION,
        /** The VPCs concerned. */
        VPC,
        /** The owner's tag: things that stand outside a VPC, or may have been detached from it. */
        OWNER
    }
}
