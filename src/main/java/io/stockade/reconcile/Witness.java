package io.stockade.reconcile;

import io.stockade.graph.Owner;
import io.stockade.graph.ResourceKind;
import io.stockade.spec.TierAccess;

/**
 * What bears out a list that shows no VPC of a stack of which nothing is remembered. Such a stack is new, or was restored;
 * then one list that leaves the VPC out would have all of it made a second time.
 *
 * @param gateway whether an internet gateway would stand beside the VPC
 */
record Witness(Owner owner, boolean gateway) {
    static Witness of(DesiredStack desired, Owner owner) {
        boolean wanted = desired.state() != DesiredStack.State.DELETING
                && desired.manifest().spec().networkOrDefault().tiersOrDefault().stream()
                        .anyMatch(tier -> tier.access() == TierAccess.PUBLIC);
        return new Witness(owner, wanted);
    }

    /** Whether a second kind, listed on its own, shows nothing of the stack either: that costs no call. */
    boolean agrees(Sight sight) {
        return gateway
                && sight.world.coverage(ResourceKind.INTERNET_GATEWAY).complete()
                && sight.world.of(ResourceKind.INTERNET_GATEWAY).stream().noneMatch(each -> owner.owns(each.tags()));
    }
}
