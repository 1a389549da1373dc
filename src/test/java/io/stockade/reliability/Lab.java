package io.stockade.reliability;

import io.stockade.SandboxClients;
import io.stockade.aws.AwsClients;
import io.stockade.graph.Owner;
import io.stockade.kube.FakeCluster;
import io.stockade.reconcile.EngineSettings;
import io.stockade.sandbox.NothingToTamperException;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.Tamper;
import io.stockade.sandbox.Tampering;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.SandboxTime;
import io.stockade.sandbox.time.VirtualTime;
import io.stockade.simulation.KeptWorld;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** A cluster, an AWS and the processes between them, in one virtual time: where one play is played. */
final class Lab implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-west-1";

    private static final Duration DOWN = Duration.ofSeconds(2);
    private static final List<Tamper> EDITS = List.of(Tamper.DELETE_ROUTE, Tamper.OPEN_SSH, Tamper.EDIT_RULE);

    final FakeCluster cluster = new FakeCluster();
    final VirtualTime time;
    final RecordedWorld world;
    final Sandbox sandbox;
    final Traffic traffic;
    final Canaries canaries = new Canaries(Integer.MAX_VALUE);
    final StatusWatch statuses;
    final Instant begun;
    /** How many lines of the world's log there were before. */
    final int begunWith;
    /** What people had asked for before. */
    final long begunGeneration;

    private final List<Instance> instances = new ArrayList<>();
    final Mutant mutant;
    final Mutations mutations;
    private boolean charting;
    private final Map<String, Instant> emptied = new TreeMap<>();
    private Instant unreachableUntil = Instant.MIN;
    private String lostUid = "";
    private String waitingPlan = "";
    private Instant waitingSince = Instant.MIN;
    private Instant decided = Instant.MAX;
    private int started;
    private int objects;

    Lab(Start start, FaultPlan plan) {
        this(start, plan, Mutant.NONE);
    }

    /** @param mutant what is wrong with the engine */
    Lab(Start start, FaultPlan plan, Mutant mutant) {
        this.mutant = mutant;
        this.mutations = new Mutations(mutant);
        this.time = new VirtualTime(start.at());
        this.world = new RecordedWorld(start.world(), start.at(), time::now);
        this.sandbox = new Sandbox(time, SandboxSettings.defaults(), world);
        this.traffic = new Traffic(plan);
        this.charting = plan.strikes().isEmpty();
        this.statuses = new StatusWatch(time);
        this.begun = start.at();
        // Opening it may write it anew.
        this.begunWith = world.lines().size();
        cluster.restore(start.objects());
        cluster.uids(name -> plan.scenario().name().toLowerCase(Locale.ROOT) + "-" + ++objects);
        this.begunGeneration = generation();
        cluster.onStatus((stack, status) -> statuses.look(status));
        start();
    }

    /** What is there when a play begins. */
    record Start(Instant at, List<WorldLine> world, List<String> objects) {
        static final Start NOTHING = new Start(Instant.parse("2027-01-01T00:00:00Z"), List.of(), List.of());

        /** The same, after a time in which nobody was there. */
        Start after(Duration away) {
            return new Start(at.plus(away), world, objects);
        }
    }

    /** Whether nothing goes wrong, and it is found out what could. */
    boolean charting() {
        return charting;
    }

    /** Nobody wants to know what could go wrong. */
    void chartNothing() {
        charting = false;
    }

    /** Everything as it is now, for what comes after it: opened once, so that nobody after it writes it anew. */
    Start left() {
        KeptWorld kept = new KeptWorld(world.read());
        Sandbox unused = new Sandbox(time, SandboxSettings.defaults(), kept);
        return new Start(time.now(), kept.read().stream().map(WorldLine::new).toList(), cluster.saved());
    }

    private void start() {
        String name = started == 0 ? Sandbox.PRINCIPAL : Sandbox.PRINCIPAL + "-" + started;
        instances.add(new Instance(this, name, ++started));
    }

    /** A second process comes up, and the first doesn't know. It goes after three minutes, as an old leader does. */
    void startAnother() {
        List<Instance> old = List.copyOf(instances);
        start();
        time.schedule(time.now().plus(Duration.ofMinutes(3)), () -> old.forEach(each -> each.end(Duration.ZERO)));
    }

    /** A process has died; the next one starts a moment later. */
    void replace(Instance dead, Duration wire) {
        dead.end(wire);
        time.schedule(time.now().plus(DOWN), this::start);
    }

    void pass(Duration duration) {
        time.runUntil(time.now().plus(duration));
    }

    /** Whether some process stands still. */
    boolean standsStill() {
        return instances.stream().anyMatch(each -> !each.over() && each.standsStill());
    }

    /** How much was written so far, to AWS and to the cluster, by anybody. */
    long written() {
        return sandbox.journal().mutations() + cluster.writes();
    }

    /** Whether no rotation is under way, and none failed. */
    boolean rested() {
        return cluster.memory(Scenario.STACK).stream()
                .flatMap(memory -> memory.secrets().values().stream())
                .allMatch(secret -> secret.flight() == null && secret.failure() == null);
    }

    List<RuntimeException> defects() {
        return instances.stream().flatMap(each -> each.defects().stream()).toList();
    }

    void heard(AwsRequest request) {
        canaries.heard(request);
    }

    /** Somebody else changes something, if the stack has anything of the sort. */
    void editForeign(int index) {
        try {
            String unused = tamper(EDITS.get(index % EDITS.size()), index);
        } catch (NothingToTamperException | AwsServiceException notTo) {
            // What AWS tells somebody else is no answer to the call that this comes before.
            traffic.missed();
        }
    }

    private String tamper(Tamper how, int seed) {
        return new Tampering(sandbox).apply(how, ACCOUNT, REGION, Scenario.STACK, seed);
    }

    /** Changes something behind our back. */
    void tamper(Tamper how) {
        String unused = time.call(() -> tamper(how, 7));
    }

    /** How long the engine believes in what it wrote. */
    Duration visibility() {
        return mutant == Mutant.NO_SETTLE_WINDOW ? Duration.ZERO : EngineSettings.VISIBILITY;
    }

    /** Has every call to AWS fail for a while. */
    void fail(Duration length) {
        unreachableUntil = time.now().plus(length);
    }

    void checkReachable() {
        if (unreachableUntil.isAfter(time.now())) {
            throw Errors.internal();
        }
    }

    /** Takes note that a list showed nothing. */
    void emptied(String action) {
        emptied.put(action, time.now());
    }

    /** Whether a list that showed nothing is believed. */
    boolean staysEmpty(String action) {
        Instant since = emptied.get(action);
        return mutant == Mutant.EMPTY_LIST_AS_DELETED
                && since != null
                && since.plus(Duration.ofMinutes(10)).isAfter(time.now());
    }

    void apply(Stacks stack) {
        String unused = cluster.apply(stack.yaml());
    }

    Optional<StackStatus> told() {
        return cluster.told(Scenario.STACK);
    }

    /** The plan that has waited so long for somebody to agree. */
    Optional<String> waiting(Duration length) {
        Optional<String> plan = told().filter(
                        status -> status.is("AwaitingApproval") && status.observedGeneration() == generation())
                .map(Script::plan);
        if (plan.isEmpty() || !plan.get().equals(waitingPlan)) {
            waitingPlan = plan.orElse("");
            waitingSince = time.now();
        }
        return plan.filter(id -> !waitingSince.plus(length).isAfter(time.now()));
    }

    void approve(String plan) {
        cluster.annotate(Scenario.STACK, "stockade.dev/approve", plan);
    }

    /** The process ends, and another one starts. */
    void restart() {
        List.copyOf(instances).stream().filter(each -> !each.over()).forEach(each -> replace(each, Duration.ZERO));
    }

    /** The object goes past its finalizer. */
    void lose() {
        lostUid = cluster.uid(Scenario.STACK);
        cluster.remove(Scenario.STACK);
    }

    /** By what the stack is told from another one of its name. */
    String uid() {
        return cluster.uid(Scenario.STACK);
    }

    String lostUid() {
        return lostUid;
    }

    /** The newest thing that people asked for; 0 if they ask for nothing any more. */
    long generation() {
        return cluster.has(Scenario.STACK) ? cluster.generation(Scenario.STACK) : 0;
    }

    /** Deletes the object, as a person does. */
    void delete() {
        cluster.delete(Scenario.STACK, time.now());
    }

    /** Deletes the namespace, and all that is in it along with it. */
    void terminateNamespace() {
        cluster.terminate("default", time.now());
    }

    /** A person says for the first time, or again, what is to become of the stack. */
    void decide(Consumer<Lab> decision) {
        decided = decided.equals(Instant.MAX) ? time.now() : decided;
        decision.accept(this);
    }

    /** When somebody said what is to become of the stack; far away if nobody did. */
    Instant decided() {
        return decided;
    }

    /** Says that everything is to be deleted, though nobody asked for it. */
    void forceDeletion() {
        cluster.annotate(Scenario.STACK, "stockade.dev/force-delete", "play");
    }

    /** A VPC of another installation, for a stack of its own. */
    void makeLookalike() {
        Ec2Client console = sandbox.as(Tampering.PRINCIPAL).ec2(ACCOUNT, REGION);
        TagSpecification tags = TagSpecification.builder()
                .resourceType(ResourceType.VPC)
                .tags(tag(Owner.INSTALLATION_TAG, Neighbour.INSTALLATION), tag(Owner.STACK_TAG, "default/theirs"))
                .build();
        String unused = time.call(() -> console.createVpc(
                        request -> request.cidrBlock("10.81.0.0/16").tagSpecifications(tags))
                .vpc()
                .vpcId());
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    /** Clients of the world as it was; none if nothing is known of that time, or it was as it is. */
    Optional<AwsClients> past(String principal, String region, Duration age) {
        Instant then = time.now().minus(age);
        return world.at(then)
                .map(kept ->
                        new Sandbox(new Frozen(then), SandboxSettings.defaults().withThrottling(false), kept))
                .map(old -> SandboxClients.of(old.as(principal), ACCOUNT, region));
    }

    private record Frozen(Instant now) implements SandboxTime {
        @Override
        public void pause(Duration duration) {}
    }

    @Override
    public void close() {
        instances.forEach(each -> each.end(Duration.ZERO));
    }
}
