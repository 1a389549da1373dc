package io.stockade.kube;

import io.stockade.reconcile.StackEvent;
import io.stockade.sandbox.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A cluster as one process sees it: its watch is late, its calls take time, and all of it goes over a wire. */
final class LateView implements StackApi, Watched {
    private final FakeCluster cluster;
    private final VirtualTime time;
    private final Wire wire;
    private final Map<String, RawStack> shown = new TreeMap<>();
    private Runnable watch = () -> {};

    LateView(FakeCluster cluster, VirtualTime time, Wire wire) {
        this.cluster = cluster;
        this.time = time;
        this.wire = wire;
    }

    /**
     * Begins to watch.
     *
     * @param lag by how much it is late
     * @param told is told of stacks that people changed
     */
    void watch(Duration lag, Consumer<String> told) {
        watch = cluster.onChange((key, object) -> {
            Wire.Arrival arrival = wire.arrival(time.now().plus(lag));
            Consumer<String> listener = arrival.told() ? told : nobody -> {};
            arrival.times().forEach(when -> show(when, key, object, listener));
        });
    }

    /** Watches no more. */
    void end() {
        watch.run();
    }

    private void show(Instant when, String key, Optional<RawStack> object, Consumer<String> told) {
        time.schedule(when, () -> {
            Instant awake = wire.awake(time.now());
            if (awake.isAfter(time.now())) {
                show(awake, key, object, told);
                return;
            }
            RawStack before = shown.get(key);
            object.filter(newer -> before == null || version(newer) > version(before))
                    .ifPresent(newer -> shown.put(key, newer));
            if (object.isEmpty() && cluster.has(key)) {
                // A cache takes no news of an object that there is another one of by now.
                return;
            }
            if (object.isEmpty()) {
                shown.remove(key);
            } else if (before == null || new ChangeFilter().accept(object.get(), before)) {
                told.accept(key);
            }
        });
    }

    private static long version(RawStack object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }

    private <T> T called(String action, Supplier<T> call) {
        return wire.send(action, () -> {
            half();
            T answer = call.get();
            half();
            return answer;
        });
    }

    private void half() {
        if (!wire.halfACall().isZero()) {
            time.pause(wire.halfACall());
        }
    }

    @Override
    public Optional<RawStack> read(String stack) {
        return called("read", () -> cluster.read(stack));
    }

    @Override
    public RawStack replaceStatus(RawStack object) {
        RawStack sent = new RawStack();
        sent.setMetadata(object.getMetadata());
        sent.setSpec(object.getSpec());
        sent.setStatus(wire.written(object.getStatus()));
        return called("replaceStatus", () -> cluster.replaceStatus(sent));
    }

    @Override
    public Optional<Instant> namespaceDeletion(String namespace) {
        return called("namespaceDeletion", () -> cluster.namespaceDeletion(namespace));
    }

    @Override
    public Optional<Instant> definitionDeletion() {
        return called("definitionDeletion", cluster::definitionDeletion);
    }

    @Override
    public void publish(RawStack about, StackEvent event) {
        cluster.publish(about, event);
    }

    @Override
    public Optional<RawStack> find(String stack) {
        return Optional.ofNullable(shown.get(stack));
    }

    @Override
    public Stream<RawStack> all() {
        return List.copyOf(shown.values()).stream();
    }
}
