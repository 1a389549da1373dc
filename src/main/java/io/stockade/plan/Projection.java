package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.Component;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.ResourceKind.Identity;
import java.time.Instant;

/** What the world will look like if a plan succeeds. Checks of a plan stand on it. */
public final class Projection {
    /** Ids of what is not made yet begin so, and go on with the address. */
    public static final String NEW = "new:";

    private Projection() {}

    /** The world after all changes of the plan. */
    public static World of(World world, Plan plan) {
        World next = world;
        for (Change change : plan.changes()) {
            next = switch (change.action()) {
                case CREATE -> created(next, change);
                case UPDATE -> updated(next, change);
                case DELETE -> deleted(next, change);
            };
        }
        return next;
    }

    private static World created(World world, Change change) {
        Resource desired = change.desired();
        return desired == null
                ? world
                : world.with(Observed.ready(settled(desired), NEW + change.address(), Instant.EPOCH));
    }

    private static World updated(World world, Change change) {
        Observed<?> current = change.current();
        Resource desired = change.desired();
        if (current == null || desired == null) {
            return world;
        }
        // A route that pointed nowhere works once it points somewhere; what AWS is still making stays so.
        Lifecycle lifecycle = current.lifecycle() == Lifecycle.BROKEN ? Lifecycle.READY : current.lifecycle();
        Resource value = Updates.applied(current.value(), settled(desired), change.fields());
        return world.with(
                new Observed<>(value, current.id(), lifecycle, current.note(), current.unread(), current.readAt()));
    }

    private static World deleted(World world, Change change) {
        Observed<?> current = change.current();
        return current == null ? world : without(world, current);
    }

    /** Sub-objects go with what they stand in. */
    private static World without(World world, Observed<?> gone) {
        World next = world.without(gone.kind(), gone.id());
        if (gone.kind().identity() == Identity.KEYED) {
            return next;
        }
        for (ResourceKind kind : ResourceKind.values()) {
            for (Observed<?> thing : world.of(kind)) {
                boolean inside = Kinship.parent(thing.value())
                        .map(Ref::text)
                        .filter(gone.id()::equals)
                        .isPresent();
                next = inside ? without(next, thing) : next;
            }
        }
        return next;
    }

    private static Resource settled(Resource desired) {
        return Component.mapRefs(
                desired, ref -> ref instanceof Ref.Planned planned ? Ref.known(NEW + planned.address()) : ref);
    }
}
