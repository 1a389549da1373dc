package io.stockade.reconcile;

import io.stockade.apply.Applier;
import io.stockade.apply.ApplyReport;
import io.stockade.apply.ChangeResult;
import io.stockade.apply.Errands;
import io.stockade.apply.Ticket;
import io.stockade.blueprint.Blueprint;
import io.stockade.blueprint.Existing;
import io.stockade.blueprint.Questions;
import io.stockade.blueprint.StackBlueprint;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Errand;
import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.AddressPlan;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.RegionFacts;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Scope;
import io.stockade.hint.Actors;
import io.stockade.memory.Ledger;
import io.stockade.memory.StackMemory.Pins;
import io.stockade.plan.Comparer;
import io.stockade.plan.Decider;
import io.stockade.plan.Decision;
import io.stockade.plan.Gate;
import io.stockade.plan.GateRules;
import io.stockade.plan.Gated;
import io.stockade.plan.Matching;
import io.stockade.plan.Plan;
import io.stockade.plan.Planner;
import io.stockade.plan.Remembered;
import io.stockade.plan.Risk;
import io.stockade.spec.SecureStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one stack, start to end: facts, blueprint, observation, differences, decisions, plan, gate, apply,
 * status. It never waits for AWS to finish anything.
 */
final class Reconciliation {
    /** How long STS's answer does for looking: less than a sweep, and many stacks share it. */
    private static final Duration IDENTITY_AGE = Duration.ofSeconds(45);

    /** How long it does for writing: so long that passes in quick succession, which creations are, share it. */
    private static final Duration WRITING_AGE = Duration.ofSeconds(10);

    private final EngineSettings settings;
    private final DesiredStack.Source source;
    private final Surroundings surroundings;
    private final Executor changes;
    private final FactsCache factsCache;
    private final Observer observer;
    private final PassListener listener;
    private final Cloud cloud;
    private final DesiredStack desired;
    private final Ledger ledger;
    private final Sight sight;
    private final Owner owner;
    private final Bookkeeping books;
    private final Actors actors;
    /** The cloud as this stack looks at it; what all share, it asks as one of all. */
    private final Cloud looking;

    Reconciliation(PassContext context, Cloud cloud, DesiredStack desired, Ledger ledger, Sight sight) {
        this.settings = context.settings();
        this.source = context.source();
        this.surroundings = context.surroundings();
        this.changes = context.changes();
        this.factsCache = context.facts();
        this.listener = context.listener();
        this.cloud = cloud;
        this.desired = desired;
        this.ledger = ledger;
        this.sight = sight;
        this.owner = new Owner(
                settings.installation(), desired.manifest().key(), Guard.uid(ledger.memory(), desired.adoptUid()));
        this.books = new Bookkeeping(ledger, owner, settings.visibility().plus(settings.wave()));
        this.actors = context.actors();
        this.looking = cloud.as(Errand.of(owner.stack()));
        this.observer = new Observer(
                looking, context.pictures().of(cloud), Witness.of(desired, owner), surroundings, settings.visibility());
    }

    /**
     * What a pass found before it did anything.
     *
     * @param scope whose account it looked at
     * @param traces of those who made what it found
     */
    record Survey(
            Scope scope,
            Blueprint blueprint,
            Matching before,
            Plan plan,
            Gated gated,
            @Nullable Instant lookAgain,
            @Nullable String hold,
            Traces traces) {}

    /**
     * Finds out what is to be done, and does nothing.
     *
     * @throws StalledException if only a person can help
     * @throws io.stockade.cloud.CloudException if AWS does not answer what everything rests on
     */
    Survey survey(Extent asked) {
        Extent extent = doubtsEnd(now()) || lastLook(now()) ? asked.and(Extent.everything(now())) : asked;
        Guard.role(desired.manifest(), settings.roles()).ifPresent(Reconciliation::stop);
        observer.begin(sight, extent, Unlikely.of(desired, books.remembered().keySet()));
        Scope scope = identify(now().minus(IDENTITY_AGE));
        CompletableFuture<RegionFacts> facts = askFacts();
        observe(extent);
        Optional.ofNullable(rememberedVpc())
                .flatMap(vpc -> Guard.shown(vpc, sight.recentWrites, scope))
                .ifPresent(Reconciliation::stop);
        Guard.owner(sight.world, owner, rememberedVpc(), desired.adoptUid()).ifPresent(Reconciliation::stop);
        Blueprint blueprint = draw(facts);
        ResourceGraph graph = blueprint.graph();
        Absence.Verdict absence = new Absence(looking, settings.visibility(), now())
                .examine(
                        sight,
                        Absence.known(sight, owner, books.ids()),
                        ledger.memory().doubts(),
                        graph.nodes().keySet());
        Guard.claimed(sight.world, owner, books.ids()).ifPresent(Reconciliation::stop);
        ledger.change(ledger.memory().withDoubts(absence.since()));
        Map<Address, Remembered> remembered = books.remembered();
        Matching matching = Matching.of(graph, sight.world, owner, remembered);
        Traces traces = new Traces(actors, graph, matching, books.ids());
        List<Decision> decisions = Decider.decide(
                Comparer.compare(graph, sight.world, matching, remembered, absence.doubts()), policy(traces));
        Plan plan = Planner.plan(graph, sight.world, matching, decisions);
        String hold = Holds.reason(desired, settings, now());
        return new Survey(
                scope,
                blueprint,
                matching,
                plan,
                gated(blueprint, plan),
                absence.lookAgain().orElse(null),
                hold,
                traces);
    }

    private Gated gated(Blueprint blueprint, Plan plan) {
        String approved = sight.covered(desired.approve(), plan, desired.generation());
        GateRules rules = Holds.rules(desired, approved, settings, blueprint, now());
        return Gate.apply(plan, rules, blueprint.graph().nodes().size())
                .weighed(() -> Risk.of(sight.world, plan, owner));
    }

    /** Whose account this is, which must be the stack's. */
    private Scope identify(Instant notBefore) {
        Scope scope = cloud.scope(notBefore);
        Guard.place(desired.manifest(), ledger.memory().pins(), scope).ifPresent(Reconciliation::stop);
        return scope;
    }

    /** Does what the survey lets through. */
    ApplyReport apply(Survey survey) {
        if (survey.gated().runnable().isEmpty()) {
            sight.busySince = null;
            return new ApplyReport(List.of(), List.of(), sight.world);
        }
        beforeWriting(survey);
        Instant begun = now();
        listener.planned(owner.stack(), survey.plan());
        rememberPlace(survey);
        Map<Address, Ticket> tickets = books.issue(
                survey.blueprint().graph(), survey.gated().runnable(), sight.putOff, begun, surroundings.nonces());
        Applier applier = new Applier(
                cloud,
                new Errands(owner.stack(), busySince(begun), Pace::usual),
                surroundings.clock(),
                changes,
                future -> surroundings.waiter().await(future),
                new ApplyNews(owner.stack(), listener));
        World before = sight.world;
        ApplyReport report = applier.apply(
                survey.gated().runnable(), before, knownIds(survey), tickets, begun.plus(settings.wave()));
        sight.wroteUntil = now();
        report.written().forEach(written -> sight.recentWrites.note(before, written, begun));
        sight.world = report.world();
        report.written()
                .forEach(written -> written.now()
                        .forEach(thing -> sight.world
                                .find(thing.kind(), thing.id())
                                .filter(this::hasDetails)
                                .ifPresent(known -> sight.written(known, begun))));
        sight.reopen(report);
        sight.corrections.note(report.results(), now());
        sight.putOff.note(report.results());
        if (now().isAfter(begun.plus(settings.wave()))) {
            sight.dirty.addAll(sight.relevant);
        }
        books.settle(report);
        return report;
    }

    /** Whether lists leave something out of it, so that what is known of that is worth keeping. */
    private boolean hasDetails(Observed<?> thing) {
        return !cloud.driver(thing.kind()).details().isEmpty();
    }

    /**
     * Looking at the wrong account for a moment does no harm, writing to it does. Nor does looking with an old memory, or
     * for what nobody wants any more; but whoever writes by that undoes what another process, or a person, just did.
     */
    void beforeWriting(Survey survey) {
        Guard.sameAccount(survey.scope(), identify(now().minus(WRITING_AGE))).ifPresent(Reconciliation::stop);
        ledger.confirm();
        boolean asBefore = source.find(owner.stack()).filter(desired::sameAs).isPresent();
        if (!asBefore) {
            throw new OvertakenException("what is wanted of " + owner.stack() + " is not what it was a moment ago");
        }
    }

    private Instant busySince(Instant now) {
        Instant since = sight.busySince == null ? now : sight.busySince;
        sight.busySince = since;
        return since;
    }

    /** Brings memory in line with what is; it is written once the status is known. */
    Matching conclude(Survey survey, ApplyReport report) {
        ResourceGraph graph = survey.blueprint().graph();
        boolean asBefore = survey.gated().runnable().isEmpty();
        Matching after = asBefore ? survey.before() : Matching.of(graph, sight.world, owner, books.remembered());
        books.agree(graph, after, report.results().isEmpty() ? survey.plan().decisions() : open(survey, report));
        if (survey.lookAgain() == null) {
            books.forgetGone(graph, after, sight.world, now());
            books.forgetTags(tagKeys(), graph, after);
        }
        if (!ledger.isNew() || ledger.hasBegun()) {
            // Where memory was lost, what may never change is pinned again as soon as the stack is recognised.
            rememberPlace(survey);
        }
        sight.relevant.clear();
        graph.nodes().keySet().forEach(address -> sight.relevant.add(address.kind()));
        books.remembered().keySet().forEach(address -> sight.relevant.add(address.kind()));
        return after;
    }

    /** What the internet reaches once the plan is carried out. */
    private static List<Decision> open(Survey survey, ApplyReport report) {
        List<Address> done = report.results().stream()
                .filter(result -> result.outcome() == ChangeResult.Outcome.DONE)
                .map(result -> result.change().address())
                .toList();
        return survey.plan().decisions().stream()
                .filter(decision -> !done.contains(decision.difference().address()))
                .toList();
    }

    private void observe(Extent extent) {
        Instant now = now();
        // What only a look at it alone can tell is no reason for a list.
        Unfinished.of(sight, owner).stream()
                .filter(thing -> thing.lifecycle() != Lifecycle.COMPLETING)
                .filter(thing -> sight.lookDue(thing, now))
                .forEach(thing -> sight.dirty.add(thing.kind()));
        observer.look(sight, extent, books.remembered());
        sight.notItsTurn().ifPresent(wait -> {
            throw wait;
        });
    }

    /** Whether something has been missing for so long that this look decides: then it must be a look at everything. */
    private boolean doubtsEnd(Instant now) {
        return ledger.memory().doubts().values().stream()
                .anyMatch(since -> !since.plus(settings.visibility()).isAfter(now));
    }

    /** Whether what is deleted may have got something that nobody has seen yet: it must not be left behind. */
    private boolean lastLook(Instant now) {
        return desired.state() == DesiredStack.State.DELETING && books.somethingMayHaveAppeared(now);
    }

    /** Until when something may appear that was begun; empty if all of it is known. */
    Optional<Instant> somethingMayAppear() {
        return books.somethingMayAppear(now());
    }

    /** When to ask about something unfinished; empty if it is finished. */
    Optional<Instant> nextLook(Observed<?> thing) {
        return sight.nextLook(thing, now());
    }

    private Blueprint draw(CompletableFuture<RegionFacts> answer) {
        if (desired.state() == DesiredStack.State.DELETING) {
            AddressPlan kept = ledger.memory().addressPlan();
            return new Blueprint(ResourceGraph.builder().build(), kept, Map.of(), List.of(), List.of());
        }
        SecureStack stack = desired.manifest();
        RegionFacts facts = Standing.inRegion(answer(answer), sight);
        return sight.lastDrawing.of(new LastDrawing.Input(stack, facts, addressPlan(), owner, existing()));
    }

    /** The facts are asked for while the rest is read. */
    private CompletableFuture<RegionFacts> askFacts() {
        if (desired.state() == DesiredStack.State.DELETING) {
            return new CompletableFuture<>();
        }
        Questions questions = StackBlueprint.questions(desired.manifest());
        return factsCache.ask(cloud, questions);
    }

    private RegionFacts answer(CompletableFuture<RegionFacts> answer) {
        try {
            return surroundings.waiter().await(answer);
        } catch (CompletionException wrapped) {
            if (wrapped.getCause() instanceof CloudException failure) {
                throw failure;
            }
            throw wrapped;
        }
    }

    /** The plan of addresses; where it was lost, it is read back from the subnets that stand. */
    private AddressPlan addressPlan() {
        AddressPlan kept = ledger.memory().addressPlan();
        return kept.vpc() == null ? Standing.addressPlan(sight.world, owner) : kept;
    }

    private Existing existing() {
        return Standing.existing(sight.world, owner, rememberedVpc(), books.formerTags(tagKeys()));
    }

    private Set<String> tagKeys() {
        return desired.manifest().spec().tags().keySet();
    }

    private @Nullable String rememberedVpc() {
        return books.ids().entrySet().stream()
                .filter(entry -> entry.getKey().kind() == ResourceKind.VPC)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** What may never change is pinned before the first thing is built. */
    private void rememberPlace(Survey survey) {
        Pins pins = ledger.memory().pins();
        AddressPlan plan = survey.blueprint().addressPlan();
        if (pins == null && plan.vpc() != null) {
            pins = new Pins(
                    survey.scope().account(),
                    desired.manifest().spec().region(),
                    desired.manifest().environmentOrDefault(),
                    plan.vpc().text());
        }
        ledger.change(ledger.memory().withPlace(pins, plan).withUid(owner.uid()));
        books.rememberTags(tagKeys());
    }

    private Map<Address, String> knownIds(Survey survey) {
        Map<Address, String> known = new TreeMap<>();
        survey.blueprint()
                .graph()
                .nodes()
                .keySet()
                .forEach(address -> survey.before().idOf(address).ifPresent(id -> known.put(address, id)));
        return known;
    }

    /** What is to be done about drift, as things are now. */
    DriftPolicy policy(Traces traces) {
        return new DriftPolicy(desired, sight.corrections, traces, now());
    }

    private Instant now() {
        return surroundings.clock().instant();
    }

    private static void stop(Stall stall) {
        throw new StalledException(stall);
    }

    /** The owner under which this pass acts. */
    Owner owner() {
        return owner;
    }
}
