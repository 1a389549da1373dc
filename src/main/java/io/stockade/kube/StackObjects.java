package io.stockade.kube;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Every object there is, as new as anybody here knows it. */
final class StackObjects {
    private final StackApi api;
    private final Map<String, StackObject> known = new ConcurrentHashMap<>();
    private volatile Watched watched = Watched.NOTHING;

    StackObjects(StackApi api) {
        this.api = api;
    }

    void watch(Watched shown) {
        watched = shown;
    }

    /** @param stack as namespace/name */
    Optional<StackObject> find(String stack) {
        Optional<StackObject> object = watched.find(stack).map(this::known);
        if (object.isEmpty()) {
            known.remove(stack);
        }
        return object;
    }

    /** By namespace/name. */
    List<String> keys() {
        return watched.all().map(RawStack::key).sorted().toList();
    }

    /** As the watch shows them, which may be a moment old. */
    Stream<RawStack> all() {
        return watched.all();
    }

    private StackObject known(RawStack shown) {
        StackObject object = known.computeIfAbsent(shown.key(), first -> new StackObject(api, shown));
        object.seen(shown);
        return object;
    }
}
