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

/** A cluster as one process sees it: its watch is late, its calls take time, and all of it stands still with the process. */
final class LateView implements StackApi, Watched {
    private static final Duration HALF_A_CALL = Duration.ofMillis(20);

    private final FakeCluster cluster;
    private final VirtualTime time;
    private final StandStill still;
    private final Map<String, RawStack> shown = new TreeMap<>();

    LateView(FakeCluster cluster, VirtualTime time, StandStill still) {
        this.cluster = cluster;
        this.time = time;
        this.still = still;
    }

    /**
     * Begins to watch.
     *
     * @param lag by how much it is late
     * @param told is told of stacks that people changed
     */
    void watch(Duration lag, Consumer<String> told) {
        cluster.onChange((key, object) -> show(time.now().plus(lag), key, object, told));
    }

    private void show(Instant when, String key, Optional<RawStack> object, Consumer<String> told) {
        time.schedule(when, () -> {
            if (still.now()) {
                show(still.until(), key, object, told);
                return;
            }
            RawStack before = object.map(newer -> shown.put(key, newer)).orElseGet(() -> shown.get(key));
            if (object.isEmpty()) {
                shown.remove(key);
            } else if (before == null || new ChangeFilter().accept(object.get(), before)) {
                told.accept(key);
            }
        });
    }

    private <T> T called(Supplier<T> call) {
        time.pause(HALF_A_CALL);
        still.hold();
        try {
            return call.get();
        } finally {
            time.pause(HALF_A_CALL);
            still.hold();
        }
    }

    @Override
    public Optional<RawStack> read(String stack) {
        return called(() -> cluster.read(stack));
    }

    @Override
    public RawStack replaceStatus(RawStack object) {
        return called(() -> cluster.replaceStatus(object));
    }

    @Override
    public Optional<Instant> namespaceDeletion(String namespace) {
        return called(() -> cluster.namespaceDeletion(namespace));
    }

    @Override
    public Optional<Instant> definitionDeletion() {
        return called(cluster::definitionDeletion);
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
