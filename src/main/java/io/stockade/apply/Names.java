package io.stockade.apply;

import io.stockade.cloud.World;
import io.stockade.cloud.Written;
import io.stockade.graph.Address;
import io.stockade.graph.Component;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.plan.Change;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which id each address has by now, and how far each of those things is. Safe for several threads. */
final class Names {
    private final Map<Address, String> ids;
    private final Map<Address, Observed<?>> newest = new HashMap<>();

    Names(Map<Address, String> known, World world) {
        this.ids = new HashMap<>(known);
        known.forEach((address, id) -> world.find(address.kind(), id).ifPresent(thing -> newest.put(address, thing)));
    }

    /** Takes note of what a write made. */
    synchronized void learn(Written written) {
        for (Observed<?> thing : written.now()) {
            Owner.address(thing.tags())
                    .filter(address -> address.kind() == thing.kind())
                    .ifPresent(address -> {
                        ids.put(address, thing.id());
                        newest.put(address, thing);
                    });
        }
    }

    /** The same resource with every reference resolved as far as possible. */
    synchronized <R extends Resource> R resolve(R resource) {
        return Component.mapRefs(resource, ref -> {
            if (ref instanceof Ref.Planned planned && ids.containsKey(planned.address())) {
                return Ref.known(ids.get(planned.address()));
            }
            return ref;
        });
    }

    /** What a change refers to and cannot have yet; empty if there is no such thing. */
    synchronized String obstacle(Change change) {
        Resource desired = change.desired();
        if (desired == null) {
            return "";
        }
        for (Ref ref : Component.refs(desired)) {
            if (ref instanceof Ref.Planned planned && !ids.containsKey(planned.address())) {
                return "waits for " + planned.address();
            }
            Map.Entry<Address, Observed<?>> unready = unready(ref);
            if (unready != null && !unready.getKey().equals(change.address())) {
                boolean pending = unready.getValue().lifecycle() == Lifecycle.PENDING;
                return "waits for " + unready.getKey() + (pending ? ", which is pending" : note(unready.getValue()));
            }
        }
        return "";
    }

    /** What a reference means, if AWS is still making it, or nobody knows how it is. */
    private Map.@Nullable Entry<Address, Observed<?>> unready(Ref ref) {
        String id = ref instanceof Ref.Planned planned ? ids.get(planned.address()) : ref.id();
        return newest.entrySet().stream()
                .filter(entry -> entry.getValue().id().equals(id))
                .filter(entry -> entry.getValue().lifecycle() == Lifecycle.PENDING
                        || entry.getValue().lifecycle() == Lifecycle.UNKNOWN)
                .findFirst()
                .orElse(null);
    }

    /** How far a change came, by what its write told. */
    synchronized ChangeResult state(Change change, World world) {
        Observed<?> current = change.current();
        Optional<Observed<?>> thing = change.action() == Change.Action.DELETE && current != null
                ? world.find(current.kind(), current.id())
                : Optional.ofNullable(newest.get(change.address()));
        if (thing.isEmpty()) {
            return ChangeResult.done(change);
        }
        return state(change, thing.get());
    }

    private static ChangeResult state(Change change, Observed<?> thing) {
        String what = change.address() + " (" + thing.id() + ")";
        boolean deletion = change.action() == Change.Action.DELETE;
        return switch (thing.lifecycle()) {
            case READY, COMPLETING, BROKEN -> ChangeResult.done(change);
            case PENDING -> ChangeResult.pending(change, what + " is pending" + note(thing));
            case DELETING ->
                deletion
                        ? ChangeResult.pending(change, what + " is being deleted")
                        : ChangeResult.waiting(change, what + " is being deleted", null);
            case RETIRED ->
                deletion
                        ? ChangeResult.done(change)
                        : ChangeResult.pending(change, what + " is scheduled for deletion" + note(thing));
            case FAILED -> ChangeResult.pending(change, what + " failed" + note(thing) + "; it will be made again");
            case UNKNOWN -> ChangeResult.pending(change, what + note(thing));
        };
    }

    private static String note(Observed<?> thing) {
        return thing.note().isEmpty() ? "" : ": " + thing.note();
    }
}
