package io.stockade.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.Engine;
import io.stockade.reconcile.FrontEnd;
import io.stockade.reconcile.Listeners;
import io.stockade.reconcile.PassListener;
import io.stockade.reconcile.ReconcileRequest;
import io.stockade.reconcile.RotationHeartbeat;
import io.stockade.reconcile.StackDetail;
import io.stockade.reconcile.StackEvent;
import io.stockade.reconcile.Stall;
import io.stockade.reconcile.Sweeps;
import io.stockade.reconcile.Trigger;
import io.stockade.status.StackStatus;
import io.stockade.status.StackStatus.SecretEntry;
import io.stockade.status.StatusAssembler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The front end in a cluster: what objects say is what the engine builds, and their status is how it is. */
public final class KubeFrontEnd implements FrontEnd {
    private final StackObjects objects;
    private final KubeSource source;
    private final StatusWriter statuses;
    private final EventWriter events;
    private final Engine engine;
    private final Sweeps sweeps;
    private final RotationHeartbeat heartbeat;
    private final InstantSource clock;
    private final Leadership leadership;
    private volatile Consumer<String> whenReleased = stack -> {};

    /**
     * What the front end is made of besides its engine.
     *
     * @param sweep in the time of {@code clock}
     * @param clock the engine's
     * @param instance the name of this process in events
     * @param leadership whether this process works at all
     */
    public record Settings(
            Duration sweep, InstantSource clock, RandomGenerator random, String instance, Leadership leadership) {}

    /**
     * Wires the front end; nothing happens before something is watched.
     *
     * @param listeners are told what passes do
     */
    public KubeFrontEnd(
            Settings settings, KubernetesClient client, Listeners listeners, FrontEnd.EngineFactory engines) {
        this(settings, new ClusterApi(client, settings.instance(), settings.leadership()), listeners, engines);
    }

    KubeFrontEnd(Settings settings, StackApi api, Listeners listeners, FrontEnd.EngineFactory engines) {
        this.clock = settings.clock();
        this.leadership = settings.leadership();
        this.objects = new StackObjects(api);
        this.statuses = new StatusWriter(objects);
        this.events = new EventWriter(api, objects);
        DeletionCause cause = new DeletionCause(api, clock, events::event);
        this.source = new KubeSource(objects, cause);
        listeners.add(statuses);
        listeners.add(events);
        listeners.add(new PassListener() {
            @Override
            public void forgotten(String stack) {
                source.release(stack);
                cause.forget(stack);
                whenReleased.accept(stack);
            }
        });
        this.engine = engines.create(source, new KubeMemoryStore(objects, statuses), listeners);
        this.sweeps = new Sweeps(settings.sweep(), clock, settings.random(), this::swept);
        this.heartbeat = new RotationHeartbeat(clock, this::secrets, engine::trigger);
    }

    /**
     * Begins to look at objects.
     *
     * @param whenReleased is told of stacks whose object may go
     */
    void watch(Watched watched, Consumer<String> whenReleased) {
        this.whenReleased = whenReleased;
        objects.watch(watched);
    }

    /** Something about an object may be new: the engine looks, or its status says why it can't. */
    void changed(String stack) {
        Optional<DesiredStack> desired = source.find(stack);
        if (desired.isPresent()) {
            statuses.find(stack).ifPresent(status -> engine.recall(stack, status));
            engine.trigger(new Trigger(stack, Trigger.Reason.MANIFEST));
        } else {
            source.refusal(stack).ifPresent(stall -> refuse(stack, stall));
        }
    }

    /** No event may have told of an object, or of what keeps it from being begun. */
    private void swept(Trigger trigger) {
        source.refusal(trigger.stack())
                .ifPresentOrElse(stall -> refuse(trigger.stack(), stall), () -> engine.trigger(trigger));
    }

    /** Whether an object may go: all that was made for it is gone or let go of, or nothing was ever made. */
    boolean released(RawStack object) {
        boolean neverBegun = source.refusal(object.key()).isPresent() && !StackObject.begun(object);
        return neverBegun || source.released(object);
    }

    private void refuse(String stack, Stall stall) {
        RawStack object = objects.find(stack).orElseThrow().newest();
        StackStatus before = statuses.find(stack).orElse(null);
        String message = object.beingDeleted()
                ? stall.message() + "\nWhat was made for it can't be deleted before the spec can be read: repair it"
                : stall.message();
        Instant now = clock.instant();
        StackStatus stalled = StatusAssembler.stalled(before, object.generation(), stall.reason(), message, now);
        StackStatus status = ReconcileRequest.in(object.getMetadata().getAnnotations())
                .map(stalled::handling)
                .orElse(stalled);
        if (!status.tellsNothingNew(before)) {
            events.event(new StackEvent(now, stack, "Warning", stall.reason(), message));
            statuses.status(stack, status);
        }
    }

    /** The Operator SDK tells of every object there is, once it watches. */
    @Override
    public void start() {}

    @Override
    public void sweep() {
        statuses.retry();
        sweeps.tick(keys());
    }

    @Override
    public void beat() {
        heartbeat.beat(keys());
    }

    private Set<String> keys() {
        return new LinkedHashSet<>(objects.keys());
    }

    private List<SecretEntry> secrets(String stack) {
        return engine.detail(stack)
                .map(StackDetail::secrets)
                .or(() -> statuses.find(stack).map(status -> status.secrets().items()))
                .orElse(List.of());
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public Optional<Known> find(String stack) {
        return source.find(stack)
                .map(desired -> new Known(desired, statuses.find(stack).orElse(null)));
    }

    @Override
    public List<Known> all() {
        return objects.keys().stream().flatMap(stack -> find(stack).stream()).toList();
    }

    @Override
    public boolean leads() {
        return leadership.idle().isEmpty();
    }

    @Override
    public List<String> problems() {
        Stream<String> refused = objects.keys().stream()
                .flatMap(stack -> source.refusal(stack).map(stall -> stack + ": " + stall.message()).stream());
        return Stream.concat(leadership.idle().stream(), refused).toList();
    }

    @Override
    public List<StackEvent> events(String stack) {
        return events.of(stack);
    }

    @Override
    public void close() {
        engine.end().join();
    }
}
