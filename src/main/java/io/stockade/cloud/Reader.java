package io.stockade.cloud;

import io.stockade.graph.ResourceKind;
import java.util.List;
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
