package io.stockade.reconcile;

import io.stockade.blueprint.Notice;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Clouds;
import io.stockade.cloud.Clouds.Target;
import io.stockade.cloud.Errand;
import io.stockade.cloud.Trail;
import io.stockade.cloud.World;
import io.stockade.graph.Owner;
import io.stockade.hint.Hint;
import io.stockade.memory.Ledger;
import io.stockade.memory.MemoryStore;
import io.stockade.memory.MemoryStore.UnsavedException;
import io.stockade.memory.StackMemory.Pins;
import io.stockade.memory.StateException;
import io.stockade.plan.Exposure;
import io.stockade.plan.Projection;
import io.stockade.plan.Risk;
import io.stockade.spec.AccountSpec;
import io.stockade.spec.SecureStack;
import io.stockade.status.DriftAuthors;
import io.stockade.status.DriftTimes;
import io.stockade.status.StackStatus;
import io.stockade.status.StatusAssembler;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps stacks as their manifests say. Front ends feed it triggers and are told through the listener; one pass per
 * stack runs at a time, stacks side by side.
 */
public final class Engine implements AutoCloseable {
    private final PassContext context;
    private final Clouds clouds;
    private final DesiredStack.Source source;
    private final MemoryStore memory;
    private final Surroundings surroundings;
    private final WorkQueue queue;
    private final HintDesk desk;
    private final Map<String, StackRecord> records = new ConcurrentHashMap<>();

    /** What this process keeps of a stack between passes; only the pass of that stack touches it. */
    private static final class StackRecord {
        private final Sight sight = new Sight();
        private final Sightings sightings = new Sightings();
        private final DriftTimes driftTimes = new DriftTimes();
        private final DriftAuthors driftAuthors = new DriftAuthors();
        private final ReconcileRequest request = new ReconcileRequest();
        private @Nullable StackStatus status;
        private int failures;
        private volatile @Nullable StackDetail detail;
        private volatile @Nullable Seen seen;
    }

    /** Wires an engine; nothing runs before the first trigger. */
    public Engine(
            EngineSettings settings,
            Clouds clouds,
            DesiredStack.Source source,
            MemoryStore memory,
            PassListener listener,
            Surroundings surroundings) {
        this.context = PassContext.of(settings, surroundings, source, listener);
        this.clouds = clouds;
        this.source = source;
        this.memory = memory;
        this.surroundings = surroundings;
        this.queue = new WorkQueue(surroundings, this::pass);
        this.desk = new HintDesk(surroundings, queue::add);
    }

    /** Tells the engine the last status of a stack from before a restart, so that times and sightings go on. */
    public void recall(String stack, StackStatus status) {
        StackRecord record = new StackRecord();
        record.status = status;
        record.sightings.recall(status);
        record.driftTimes.recall(status.drift().items());
        record.driftAuthors.recall(status.drift().items());
        records.putIfAbsent(stack, record);
    }

    /** Asks for a pass. Triggers of a stack that is waiting or running are coalesced. */
    public void trigger(Trigger trigger) {
        queue.add(trigger);
    }

    /** How much there is to do now. */
    public Load load() {
        return queue.load();
    }

    /**
     * Takes a hint: whoever has what it names looks there soon, and nowhere else, and knows who it was.
     *
     * @return the stacks that it concerns, as far as they were ever looked at
     */
    public Set<String> hint(Hint hint) {
        Set<String> concerned = new TreeSet<>();
        records.forEach((stack, record) -> {
            Seen seen = record.seen;
            SortedSet<Spot> spots = seen == null ? Collections.emptySortedSet() : seen.spots(hint);
            if (!spots.isEmpty()) {
                concerned.add(stack);
                // First, so that the look that follows knows whom to name.
                context.actors().note(hint, spots.stream().map(Spot::id).toList());
                desk.take(stack, spots);
            }
        });
        return concerned;
    }

    /** Who called what where a stack is; where nobody remembers anything if there is no such stack. */
    public Trail trail(String stack) {
        return source.find(stack)
                .map(desired -> open(desired.manifest()).as(Errand.of(stack)).trail())
                .orElse(Trail.NONE);
    }

    /** The newest known detail of a stack; empty before its first pass. */
    public Optional<StackDetail> detail(String stack) {
        return Optional.ofNullable(records.get(stack)).map(record -> record.detail);
    }

    /**
     * What a pass would do with a manifest, without doing it. It reads everything afresh.
     *
     * @throws PreviewException if only a person can help
     * @throws CloudException if AWS does not answer
     */
    public Preview preview(SecureStack manifest) {
        String stack = manifest.key();
        DesiredStack desired = source.find(stack)
                .map(known -> new DesiredStack(
                        manifest,
                        known.generation(),
                        DesiredStack.State.WANTED,
                        null,
                        known.approve(),
                        known.adoptUid(),
                        known.rotateRequests(),
                        known.driftDecisions()))
                .orElseGet(() -> new DesiredStack(manifest, 1, DesiredStack.State.WANTED, null, null, null));
        Ledger ledger = Ledger.open(memory, stack, uid(manifest));
        Sight sight = new Sight();
        Reconciliation reconciliation = new Reconciliation(context, open(manifest), desired, ledger, sight);
        try {
            Reconciliation.Survey survey = reconciliation.survey(Extent.everything(now()));
            Owner owner = reconciliation.owner();
            World after = Projection.of(sight.world, survey.plan());
            return new Preview(
                    survey.plan(),
                    survey.gated(),
                    Risk.of(sight.world, after, survey.plan(), owner),
                    errorsFirst(survey.blueprint().notices()),
                    Exposure.of(after, owner));
        } catch (StalledException stalled) {
            throw new PreviewException(
                    stalled.stall().reason() + ": " + stalled.stall().message());
        }
    }

    private static List<Notice> errorsFirst(List<Notice> notices) {
        return notices.stream()
                .sorted((one, other) -> one.severity().compareTo(other.severity()))
                .toList();
    }

    /** A preview that cannot be made; its message is for people. */
    public static final class PreviewException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PreviewException(String message) {
            super(message);
        }
    }

    /** Starts no more passes, and waits for none. */
    @Override
    public void close() {
        CompletableFuture<Void> unused = queue.close();
    }

    /**
     * Starts no more passes.
     *
     * @return done once those that run have ended, and with them their calls and what they write down
     */
    public CompletableFuture<Void> end() {
        return queue.close();
    }

    private @Nullable Instant pass(String stack, Extent extent) {
        Optional<DesiredStack> desired = source.find(stack);
        if (desired.isEmpty()) {
            records.remove(stack);
            return null;
        }
        StackRecord record = records.computeIfAbsent(stack, ignored -> new StackRecord());
        Extent wider = record.request.extent(desired.get(), record.status, extent, now());
        try {
            return tell(stack, record, run(desired.get(), record, wider));
        } catch (StalledException stalled) {
            record.failures++;
            stall(stack, record, desired.get(), stalled.stall());
        } catch (CloudException failure) {
            // What an event pointed at is not forgotten because nobody could look.
            wider.spots().forEach(spot -> record.sight.dirty.add(spot.kind()));
            return afterFailure(stack, record, desired.get(), failure);
        } catch (StateException unreadable) {
            record.failures++;
            stall(stack, record, desired.get(), new Stall("MemoryUnreadable", String.valueOf(unreadable.getMessage())));
        } catch (UnsavedException | OvertakenException overtaken) {
            record.failures++;
            record.sight.dirty.addAll(record.sight.relevant);
        } catch (RuntimeException defect) {
            // One stack's defect must not stop the others, nor this one for good: it is told, and tried again.
            record.failures++;
            record.sight.dirty.addAll(record.sight.relevant);
            context.listener().defect(stack, defect);
        }
        return now().plus(Pace.backOff(record.failures, surroundings.random()));
    }

    private Instant afterFailure(String stack, StackRecord record, DesiredStack desired, CloudException failure) {
        Optional<Instant> turn = Turns.of(failure, now(), surroundings.random());
        if (turn.isPresent()) {
            return turn.get();
        }
        record.failures++;
        tell(stack, record, Pass.unreachable(failure, desired, record.status, now()));
        return now().plus(Pace.backOff(record.failures, surroundings.random()));
    }

    private Outcome run(DesiredStack desired, StackRecord record, Extent asked) {
        SecureStack manifest = desired.manifest();
        Ledger ledger = Ledger.open(memory, manifest.key(), uid(manifest));
        if (desired.state() == DesiredStack.State.DELETING) {
            Optional<Outcome> kept = Retention.instead(
                    desired,
                    ledger,
                    context.settings().roles(),
                    () -> source.objection(manifest.key()),
                    record.status,
                    now());
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        record.sight.toldVpc =
                record.status == null ? null : record.status.outputs().vpcId();
        boolean unknown = desired.state() == DesiredStack.State.DELETING && record.sight.relevant.isEmpty();
        Extent extent = unknown ? asked.and(Extent.everything(now())) : asked;
        Cloud cloud = open(manifest);
        try {
            Outcome outcome = new Pass(context, cloud, desired, ledger, record.sight)
                    .run(
                            extent,
                            new Pass.Earlier(record.failures, record.status, record.driftTimes, record.driftAuthors));
            if (!outcome.gone()) {
                remember(manifest.key(), record, ledger, outcome);
            }
            return outcome;
        } finally {
            Pins pins = ledger.memory().pins();
            record.seen = new Seen(
                    record.sight.world,
                    pins == null ? "" : pins.account(),
                    manifest.spec().region(),
                    cloud::groupOf);
        }
    }

    /** What came of a pass is remembered before anybody is told; where both are in one place, by one write. */
    private void remember(String stack, StackRecord record, Ledger ledger, Outcome outcome) {
        StackStatus status = record.request.answered(outcome.status());
        if (!status.tellsNothingNew(record.status)) {
            context.listener().upcoming(stack, status);
        }
        ledger.conclude();
    }

    private Cloud open(SecureStack manifest) {
        AccountSpec account = manifest.spec().account();
        return clouds.open(
                account == null
                        ? new Target(manifest.spec().region(), null, null, null)
                        : new Target(manifest.spec().region(), account.id(), account.roleArn(), account.externalId()));
    }

    private static String uid(SecureStack manifest) {
        String uid = manifest.metadata().uid();
        return uid == null ? "" : uid;
    }

    private void stall(String stack, StackRecord record, DesiredStack desired, Stall stall) {
        StackStatus status =
                StatusAssembler.stalled(record.status, desired.generation(), stall.reason(), stall.message(), now());
        tell(stack, record, record.request.answered(status));
    }

    private @Nullable Instant tell(String stack, StackRecord record, Outcome outcome) {
        record.failures = outcome.failed() ? record.failures + 1 : 0;
        record.detail = outcome.detail();
        if (!outcome.gone()) {
            context.listener().drifts(stack, outcome.detail().drifts(), outcome.looked());
            record.sightings
                    .news(stack, outcome.status(), outcome.detail().drifts(), now())
                    .forEach(context.listener()::event);
        }
        tell(stack, record, record.request.answered(outcome.status()));
        if (outcome.gone()) {
            records.remove(stack);
            desk.forget(stack);
            context.listener().forgotten(stack);
            return null;
        }
        return outcome.wake();
    }

    private void tell(String stack, StackRecord record, StackStatus status) {
        if (status.tellsNothingNew(record.status)) {
            record.status = status;
            context.listener().confirmed(stack, status);
            return;
        }
        Transitions.between(stack, record.status, status, now()).forEach(context.listener()::event);
        record.status = status;
        context.listener().status(stack, status);
    }

    private Instant now() {
        return surroundings.clock().instant();
    }
}
