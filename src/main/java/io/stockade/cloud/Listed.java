package io.stockade.cloud;

import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Tags;

/**
 * Something that a list shows, and whom it may concern: one list serves all stacks of a region.
 *
 * @param vpc the VPC that it stands in or is attached to; empty if none
 * @param stack the stack whose tags it carries, as namespace/name, where that says more than the VPC; empty if none, or
 *     if the list leaves tags out
 */
public record Listed(String vpc, String stack, Observed<?> thing) {
    /** Something that concerns whoever has the VPC. */
    public static Listed in(String vpc, Observed<?> thing) {
        return new Listed(vpc, "", thing);
    }

    /** Something that concerns the stack whose tags it carries, and whoever has the VPC, if there is one. */
    public static Listed tagged(Tags tags, String vpc, Observed<?> thing) {
        return new Listed(vpc, Owner.of(tags).map(Owner::stack).orElse(""), thing);
    }

    /** Something of which only its name tells whom it concerns. */
    public static Listed named(Observed<?> thing) {
        return new Listed("", "", thing);
    }
}
