package io.stockade.standalone;

import io.stockade.memory.FileMemoryStore;
import io.stockade.memory.StateFolder;
import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.DriftChoice;
import io.stockade.reconcile.Engine;
import io.stockade.reconcile.FrontEnd;
import io.stockade.reconcile.Listeners;
import io.stockade.reconcile.PassListener;
import io.stockade.reconcile.RotationHeartbeat;
import io.stockade.reconcile.StackDetail;
import io.stockade.reconcile.StackEvent;
import io.stockade.reconcile.Sweeps;
import io.stockade.reconcile.Trigger;
import io.stockade.spec.SecureStack;
import io.stockade.status.StackStatus.SecretEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The standalone service: what stands in the folder is what the engine builds, and what the board shows is how it is. */
public final class Standalone implements FrontEnd {
    private final StateFolder state;
    private final ManifestFolder folder;
    private final StatusBoard board;
    private final Engine engine;
    private final FolderWatch watch;
    private final Sweeps sweeps;
    private final RotationHeartbeat heartbeat;
    private final InstantSource clock;

    /**
     * What the service is made of besides its engine.
     *
     * @param clock the engine's
     * @param machineClock what file times go by
     * @param uids texts that were never used before
     */
    public record Settings(
            Path folder,
            boolean prune,
            Duration sweep,
            InstantSource clock,
            InstantSource machineClock,
            RandomGenerator random,
            Supplier<String> uids) {}

    /**
     * Wires the service; nothing runs before {@link #start}.
     *
     * @param state given up by {@link #close}
     * @param listeners are told what passes do
     */
    public Standalone(Settings settings, StateFolder state, Listeners listeners, EngineFactory factory) {
        this.state = state;
        this.clock = settings.clock();
        this.board = new StatusBoard(state);
        this.folder = new ManifestFolder(
                new ManifestFolder.Settings(settings.folder(), settings.prune(), settings.machineClock()),
                state,
                settings.uids(),
                this::trigger);
        listeners.add(board);
        listeners.add(new PassListener() {
            @Override
            public void forgotten(String stack) {
                folder.forget(stack);
            }
        });
        this.engine = factory.create(folder, new FileMemoryStore(state), listeners);
        this.sweeps = new Sweeps(settings.sweep(), settings.clock(), settings.random(), this::trigger);
        this.heartbeat = new RotationHeartbeat(settings.clock(), this::secrets, this::trigger);
        this.watch = new FolderWatch(settings.folder(), folder::scan);
    }

    @Override
    public void start() {
        folder.finishDeletions();
        folder.all().keySet().forEach(stack -> board.find(stack).ifPresent(status -> engine.recall(stack, status)));
        Instant now = clock.instant();
        folder.all().keySet().forEach(stack -> trigger(new Trigger(stack, Trigger.Reason.SWEEP, now)));
        watch.start();
    }

    @Override
    public void sweep() {
        sweeps.tick(folder.all().keySet());
    }

    @Override
    public void beat() {
        heartbeat.beat(folder.all().keySet());
    }

    private List<SecretEntry> secrets(String stack) {
        return engine.detail(stack)
                .map(StackDetail::secrets)
                .or(() -> board.find(stack).map(status -> status.secrets().items()))
                .orElse(List.of());
    }

    @Override
    public Engine engine() {
        return engine;
    }

    private void trigger(Trigger trigger) {
        engine.trigger(trigger);
    }

    @Override
    public Optional<Known> find(String stack) {
        return folder.find(stack).map(desired -> known(stack, desired));
    }

    @Override
    public List<Known> all() {
        SortedMap<String, DesiredStack> all = folder.all();
        return all.entrySet().stream()
                .map(entry -> known(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Known known(String stack, DesiredStack desired) {
        return new Known(desired, board.find(stack).orElse(null));
    }

    /** The state folder belongs to one process. */
    @Override
    public boolean leads() {
        return true;
    }

    @Override
    public List<String> problems() {
        return folder.problems();
    }

    @Override
    public List<StackEvent> events(String stack) {
        return board.events(stack);
    }

    /** @see ManifestFolder#apply */
    public Known apply(byte[] json) {
        DesiredStack desired = folder.apply(json);
        return known(desired.manifest().key(), desired);
    }

    /**
     * Lets the plan that waits be carried out.
     *
     * @throws RefusedException if another one waits, or none
     */
    public Known approve(String stack, String plan) {
        find(stack).ifPresent(known -> AwaitedPlan.check(known, plan));
        return known(stack, folder.approve(stack, plan));
    }

    /**
     * Has a secret rotated at once, as soon as nothing holds it back.
     *
     * @return what was asked with
     * @see ManifestFolder#rotate
     */
    public String rotate(String stack, String secret) {
        String request = clock.instant().toString();
        DesiredStack unused = folder.rotate(stack, secret, request);
        return request;
    }

    /** @see ManifestFolder#decide */
    public Known decide(String stack, String key, @Nullable DriftChoice choice, Set<String> keys) {
        return known(stack, folder.decide(stack, key, choice, keys));
    }

    /** @see ManifestFolder#delete */
    public Known delete(String stack) {
        return known(stack, folder.delete(stack));
    }

    /** Checks a manifest, and changes nothing. */
    public SecureStack check(byte[] json) {
        return ManifestFolder.read(json, "manifest.json").stack();
    }

    /** Waits for the passes that run: nobody else may have the state before they have written what they began. */
    @Override
    public void close() {
        watch.close();
        engine.end().join();
        state.close();
    }
}
