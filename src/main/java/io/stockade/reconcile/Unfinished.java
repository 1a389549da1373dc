package io.stockade.reconcile;

import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.ResourceKind;
import java.util.ArrayList;
import java.util.List;

/** Things of a stack that AWS is still working on. */
final class Unfinished {
    private Unfinished() {}

    static List<Observed<?>> of(Sight sight, Owner owner) {
        List<Observed<?>> unfinished = new ArrayList<>();
        for (ResourceKind kind : ResourceKind.values()) {
            for (Observed<?> thing : sight.world.of(kind)) {
                boolean moving = thing.lifecycle() == Lifecycle.PENDING || thing.lifecycle() == Lifecycle.DELETING;
                if (moving && owner.owns(thing.tags())) {
                    unfinished.add(thing);
                }
            }
        }
        return unfinished;
    }
}
