package io.stockade.reconcile;

import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import java.util.List;

/** Things of a stack that AWS is still working on. */
final class Unfinished {
    private Unfinished() {}

    static List<Observed<?>> of(Sight sight, Owner owner) {
        return sight.world
                .all()
                .filter(thing -> thing.lifecycle().moving())
                .filter(thing -> owner.owns(thing.tags()))
                .toList();
    }
}
