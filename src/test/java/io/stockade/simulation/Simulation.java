package io.stockade.simulation;

import io.stockade.SandboxClients;
import io.stockade.aws.AwsClouds;
import io.stockade.aws.AwsSettings;
import io.stockade.aws.AwsSurroundings;
import io.stockade.aws.call.BucketSizes;
import io.stockade.aws.call.CallLedger;
import io.stockade.aws.call.CallLog;
import io.stockade.blueprint.Questions;
import io.stockade.blueprint.StackBlueprint;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.Clouds;
import io.stockade.cloud.Parallel;
import io.stockade.graph.AddressPlan;
import io.stockade.graph.Owner;
import io.stockade.graph.RegionFacts;
import io.stockade.graph.ResourceGraph;
import io.stockade.memory.InMemoryMemoryStore;
import io.stockade.memory.MemoryStore;
import io.stockade.plan.Change;
import io.stockade.plan.Plan;
import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.Engine;
import io.stockade.reconcile.EngineSettings;
import io.stockade.reconcile.Listeners;
import io.stockade.reconcile.PassListener;
import io.stockade.reconcile.Preview;
import io.stockade.reconcile.StackDetail;
import io.stockade.reconcile.StackEvent;
import io.stockade.reconcile.Surroundings;
import io.stockade.reconcile.Trigger;
import io.stockade.rotation.RotationNews;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.JournalEntry;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.settings.Quotas;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.VirtualTime;
import io.stockade.sandbox.world.WorldStore;
import io.stockade.spec.SecureStack;
import io.stockade.spec.StackMetadata;
import io.stockade.spec.manifest.ManifestReader;
import io.stockade.status.DriftRecord;
import io.stockade.status.StackStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;

/** A whole engine over the sandbox, in virtual time: what the tests of its promises drive. */
final class Simulation implements AutoCloseable, PassListener {
    static final String ACCOUNT = "111122223333";
    static final Instant START = Instant.parse("2027-01-01T00:00:00Z");

    final VirtualTime time;
    final CallLedger ledger;
    final Sandbox sandbox;
    final MemoryStore memory = new InMemoryMemoryStore();
    final Map<String, DesiredStack> wanted = new TreeMap<>();
    final Map<String, StackStatus> statuses = new TreeMap<>();
    final List<StackStatus> history = new ArrayList<>();
    /** Since when each stack was told each of its statuses. */
    final Map<String, Map<Instant, StackStatus>> told = new TreeMap<>();

    final List<StackEvent> events = new ArrayList<>();
    final List<String> forgotten = new ArrayList<>();
    final List<RuntimeException> defects = new ArrayList<>();
    /** All our requests, in the order in which they were sent. */
    final List<Wiretap.Sent> sent = new ArrayList<>();
    /** What AWS is made to say instead of what it says. */
    UnaryOperator<AwsResponse> answers = UnaryOperator.identity();
    /** When each stack last had something to carry out. */
    final Map<String, Instant> plannedAt = new TreeMap<>();
    /** When each stack was first told to be ready. */
    final Map<String, Instant> readyAt = new TreeMap<>();

    private final Listeners others = new Listeners();
    private final AwsSettings awsSettings;
    private Consumer<Wiretap.Sent> listener = request -> {};
    private EngineSettings settings;
    private Lifetime lifetime;
    private Engine engine;
    private Clouds clouds;
    private int lives;
    private int nonces;

    Simulation() {
        this(SandboxSettings.defaults(), EngineSettings.of("test", false, Duration.ofMinutes(1)));
    }

    Simulation(SandboxSettings sandboxSettings, EngineSettings settings) {
        this(START, WorldStore.inMemory(), sandboxSettings, settings);
    }

    /** A service that finds a world that is there already. */
    Simulation(Instant now, WorldStore world, SandboxSettings sandboxSettings, EngineSettings settings) {
        this(now, world, sandboxSettings, settings, AwsSettings.STANDARD);
    }

    /** A service in which AWS throttles nobody, and which doesn't hold itself back either. */
    static Simulation unthrottled(Instant now, WorldStore world) {
        BucketSizes.Size wide = new BucketSizes.Size(1_000_000, 1_000_000);
        return new Simulation(
                now,
                world,
                SandboxSettings.defaults().withQuotas(Quotas.raised()).withThrottling(false),
                EngineSettings.of("test", false, Duration.ofMinutes(1)),
                new AwsSettings(new BucketSizes(Map.of(), wide, wide), "/"));
    }

    private Simulation(
            Instant now,
            WorldStore world,
            SandboxSettings sandboxSettings,
            EngineSettings settings,
            AwsSettings awsSettings) {
        this.awsSettings = awsSettings;
        this.time = new VirtualTime(now);
        this.ledger = new CallLedger(time::now);
        this.sandbox = new Sandbox(time, sandboxSettings, world);
        this.settings = settings;
        this.lifetime = new Lifetime();
        this.clouds = clouds();
        this.engine = start();
    }

    private Surroundings surroundings() {
        return lifetime.bound(new Surroundings(
                time::now,
                time.executor(),
                time::schedule,
                new Waiting(time),
                new Random(1),
                () -> "nonce-" + time.now().getEpochSecond() + "-" + nonces++,
                // Another process never makes the same values again.
                new Random(1_000 + lives)));
    }

    private Clouds clouds() {
        return new AwsClouds(
                target -> new Wiretap(this::heard, answer -> answers.apply(answer))
                        .on(SandboxClients.of(sandbox.as(principal()), ACCOUNT, target.region())),
                awsSettings,
                new AwsSurroundings(ledger, time::now, together()));
    }

    private void heard(Wiretap.Sent request) {
        sent.add(request);
        listener.accept(request);
    }

    /** Has somebody told of each of our requests just before it is sent. */
    void watchRequests(Consumer<Wiretap.Sent> watcher) {
        listener = watcher;
    }

    private Parallel together() {
        Surroundings bound = surroundings();
        return Parallel.over(bound.executor(), bound.waiter()::await);
    }

    private Engine start() {
        return engine(clouds, lifetime);
    }

    private Engine engine(Clouds to, Lifetime within) {
        return new Engine(
                settings,
                to,
                stack -> Optional.ofNullable(wanted.get(stack)),
                within.bound(memory),
                within.bound(this),
                surroundings());
    }

    /** What a process of its own would do about a stack; nothing that befalls the service befalls it. */
    Preview outsidePreview(String stack) {
        Clouds own = new AwsClouds(
                target -> SandboxClients.of(sandbox.as("preview"), ACCOUNT, target.region()),
                AwsSettings.STANDARD,
                new AwsSurroundings(CallLog.NONE, time::now, together()));
        Engine outside = engine(own, new Lifetime());
        return time.call(
                () -> outside.preview(Objects.requireNonNull(wanted.get(stack)).manifest()));
    }

    /** Whether the process runs, and was not killed a moment ago. */
    boolean lives() {
        return !lifetime.over();
    }

    /** Who calls AWS: the journal tells the process that was first from those that came after it. */
    String principal() {
        return lives == 0 ? Sandbox.PRINCIPAL : Sandbox.PRINCIPAL + "-" + lives;
    }

    private record Waiting(VirtualTime time) implements Surroundings.Waiter {
        @Override
        public <T> T await(CompletableFuture<T> future) {
            return time.await(future);
        }
    }

    /** The same world with a new process: all that the engine only kept in mind is lost. */
    void restart() {
        end(Duration.ZERO);
        lives++;
        lifetime = new Lifetime();
        clouds = clouds();
        engine = start();
        wanted.keySet().forEach(stack -> {
            Optional.ofNullable(statuses.get(stack)).ifPresent(status -> engine.recall(stack, status));
            engine.trigger(new Trigger(stack, Trigger.Reason.MANIFEST));
        });
    }

    /** Has somebody watch the writes of this process's memory: told {@code false} before one, {@code true} after it. */
    void watchSaves(Consumer<Boolean> watcher) {
        lifetime.watchWrites(watcher);
    }

    /**
     * Ends the process as SIGKILL does: what its threads had still in mind to do is not done.
     *
     * @param wire for how long calls that are on their way still arrive
     */
    private void end(Duration wire) {
        if (lifetime.over()) {
            return;
        }
        engine.close();
        lifetime.end();
        String dead = principal();
        Instant last = time.now().plus(wire);
        sandbox.faults()
                .add(
                        point -> point.principal().equals(dead) && time.now().isAfter(last),
                        new Fault.Before(lifetime::check));
    }

    /**
     * Kills the process, from one of its own threads, and starts the next one a moment later.
     *
     * @param wire for how long calls that are on their way still arrive
     */
    void kill(Duration wire, Duration down) {
        end(wire);
        time.schedule(time.now().plus(down), this::restart);
        lifetime.check();
    }

    Engine engine() {
        return engine;
    }

    /** The way to a region, as the engine has it. */
    Cloud cloud(String region) {
        return clouds.open(new Clouds.Target(region, null, null, null));
    }

    /** The graph of a manifest, drawn with the sandbox's own facts. */
    ResourceGraph graph(SecureStack manifest) {
        Questions questions = StackBlueprint.questions(manifest);
        RegionFacts facts = time.call(() -> cloud(manifest.spec().region())
                .facts(questions.instanceTypes(), questions.services(), questions.prefixLists()));
        Owner owner =
                new Owner("test", manifest.key(), "uid-" + manifest.metadata().name());
        return StackBlueprint.draw(manifest, facts.withVpcRanges(Map.of()), AddressPlan.EMPTY, owner)
                .graph();
    }

    static SecureStack example(String name) {
        return ManifestReader.read(Path.of("docs/examples/" + name + ".yaml"), name + ".yaml")
                .stack()
                .orElseThrow();
    }

    static SecureStack manifest(String yaml) {
        return ManifestReader.read(yaml.getBytes(StandardCharsets.UTF_8), "test.yaml")
                .stack()
                .orElseThrow();
    }

    /** Wants a stack as a manifest says, as a front end would, and gives its key. */
    String apply(SecureStack manifest) {
        String stack = manifest.key();
        long generation = Optional.ofNullable(wanted.get(stack))
                        .map(DesiredStack::generation)
                        .orElse(0L)
                + 1;
        put(new DesiredStack(withUid(manifest), generation, DesiredStack.State.WANTED, null, null, null));
        return stack;
    }

    void delete(String stack) {
        DesiredStack known = Objects.requireNonNull(wanted.get(stack));
        put(new DesiredStack(known.manifest(), known.generation(), DesiredStack.State.DELETING, null, null, null));
    }

    void put(DesiredStack desired) {
        wanted.put(desired.manifest().key(), desired);
        engine.trigger(new Trigger(desired.manifest().key(), Trigger.Reason.MANIFEST));
    }

    private static SecureStack withUid(SecureStack manifest) {
        String uid = manifest.metadata().uid();
        return withUid(manifest, uid == null ? "uid-" + manifest.metadata().name() : uid);
    }

    /** A manifest as the front end numbers it. */
    static SecureStack withUid(SecureStack manifest, String uid) {
        StackMetadata metadata = manifest.metadata();
        return new SecureStack(
                manifest.apiVersion(),
                manifest.kind(),
                new StackMetadata(
                        metadata.name(),
                        metadata.namespace(),
                        uid,
                        metadata.labels(),
                        metadata.annotations(),
                        metadata.generation()),
                manifest.spec());
    }

    /** Compares everything again, and lets follow what follows. */
    void sweep(String stack) {
        engine.trigger(new Trigger(stack, Trigger.Reason.SWEEP));
        time.runUntil(time.now().plusSeconds(10));
    }

    /** Lets virtual time pass until the status is so; fails if it is not within the limit. */
    StackStatus until(String stack, Duration limit, Predicate<StackStatus> so) {
        Instant end = time.now().plus(limit);
        while (time.now().isBefore(end)) {
            time.runUntil(time.now().plusMillis(100));
            StackStatus status = statuses.get(stack);
            if (status != null && so.test(status)) {
                return status;
            }
        }
        throw new AssertionError("not within " + limit + ": " + brief(statuses.get(stack)) + "\n" + defects);
    }

    private static String brief(@Nullable StackStatus status) {
        if (status == null) {
            return "no status at all";
        }
        return status.phase() + ", " + status.message() + "\n"
                + status.resources().unhealthy().stream().limit(5).toList() + "\n"
                + status.drift().items().stream().limit(5).toList();
    }

    StackStatus untilReady(String stack) {
        return until(stack, Duration.ofMinutes(15), status -> status.is("Ready"));
    }

    void untilGone(String stack) {
        until(stack, Duration.ofMinutes(30), status -> status.phase().equals("Deleted"));
    }

    StackStatus status(String stack) {
        return Objects.requireNonNull(statuses.get(stack));
    }

    StackDetail detail(String stack) {
        return engine.detail(stack).orElseThrow();
    }

    /** Has somebody else do something in virtual time. */
    void act(Runnable action) {
        time.call(() -> {
            action.run();
            return true;
        });
    }

    /** Our calls since a moment of the journal. */
    List<JournalEntry> calls(long since) {
        return sandbox.journal().since(since).stream()
                .filter(entry -> entry.principal().startsWith(Sandbox.PRINCIPAL))
                .toList();
    }

    List<JournalEntry> writes(long since) {
        return calls(since).stream().filter(JournalEntry::mutating).toList();
    }

    /** Has others told too, as the listeners of a service are. */
    void tell(PassListener listener) {
        others.add(listener);
    }

    @Override
    public void drifts(String stack, List<DriftRecord> all, Instant observed) {
        others.drifts(stack, all, observed);
    }

    @Override
    public void rotation(String stack, RotationNews news) {
        others.rotation(stack, news);
    }

    @Override
    public void started(String stack, Change change) {
        others.started(stack, change);
    }

    @Override
    public void finished(String stack, Change change, String outcome, String message) {
        others.finished(stack, change, outcome, message);
    }

    @Override
    public void status(String stack, StackStatus status) {
        others.status(stack, status);
        statuses.put(stack, status);
        if (status.is("Ready")) {
            readyAt.putIfAbsent(stack, time.now());
        }
        history.add(status);
        told.computeIfAbsent(stack, fresh -> new TreeMap<>()).put(time.now(), status);
    }

    @Override
    public void confirmed(String stack, StackStatus status) {
        others.confirmed(stack, status);
        statuses.put(stack, status);
    }

    @Override
    public void planned(String stack, Plan plan) {
        others.planned(stack, plan);
        plannedAt.put(stack, time.now());
    }

    @Override
    public void event(StackEvent event) {
        events.add(event);
    }

    @Override
    public void defect(String stack, RuntimeException defect) {
        others.defect(stack, defect);
        defects.add(defect);
    }

    @Override
    public void forgotten(String stack) {
        others.forgotten(stack);
        forgotten.add(stack);
        wanted.remove(stack);
    }

    /** The same world with a new process that runs otherwise. */
    void restart(EngineSettings otherwise) {
        settings = otherwise;
        restart();
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Approves a plan of a stack, as a person would. */
    void approve(String stack, String plan) {
        DesiredStack desired = Objects.requireNonNull(wanted.get(stack));
        put(new DesiredStack(desired.manifest(), desired.generation(), DesiredStack.State.WANTED, null, plan, null));
    }

    /** Waits until all is done, and agrees to what needs that. */
    void agree(String stack) {
        StackStatus status = untilSettled(stack);
        while (status.is("AwaitingApproval")) {
            String plan = Objects.requireNonNull(status.plan()).id();
            approve(stack, plan);
            status = until(
                    stack,
                    Duration.ofMinutes(15),
                    next -> next.is("AwaitingApproval")
                            ? !Objects.requireNonNull(next.plan()).id().equals(plan)
                            : next.is("Ready") && !next.is("Reconciling"));
        }
    }

    /** Waits until the newest manifest is built, or waits for somebody to approve the rest. */
    StackStatus untilSettled(String stack) {
        long generation = Objects.requireNonNull(wanted.get(stack)).generation();
        return until(
                stack,
                Duration.ofMinutes(15),
                status -> status.observedGeneration() == generation
                        && (status.is("AwaitingApproval") || (status.is("Ready") && !status.is("Reconciling"))));
    }
}
