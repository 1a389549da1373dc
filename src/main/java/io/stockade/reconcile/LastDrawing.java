package io.stockade.reconcile;

import io.stockade.blueprint.Blueprint;
import io.stockade.blueprint.Existing;
import io.stockade.blueprint.StackBlueprint;
import io.stockade.graph.AddressPlan;
import io.stockade.graph.Owner;
import io.stockade.graph.RegionFacts;
import io.stockade.spec.SecureStack;
import java.lang.ref.WeakReference;

/**
 * What was drawn last, for passes that come soon after each other and draw from the same. It is kept only until the next
 * collection: it saves time, and is not worth memory.
 */
final class LastDrawing {
    private WeakReference<Drawn> last = new WeakReference<>(null);

    /** All that a drawing depends on. */
    record Input(SecureStack stack, RegionFacts facts, AddressPlan remembered, Owner owner, Existing existing) {}

    private record Drawn(Input input, Blueprint blueprint) {}

    Blueprint of(Input input) {
        Drawn known = last.get();
        if (known != null && known.input().equals(input)) {
            return known.blueprint();
        }
        Blueprint blueprint =
                StackBlueprint.draw(input.stack(), input.facts(), input.remembered(), input.owner(), input.existing());
        last = new WeakReference<>(new Drawn(input, blueprint));
        return blueprint;
    }
}
