package io.stockade.reconcile;

import io.stockade.apply.ApplyReport;
import io.stockade.apply.ChangeResult;
import io.stockade.blueprint.Notice;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.CloudException;
import io.stockade.graph.Address;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.memory.Ledger;
import io.stockade.memory.MemoryStore.UnsavedException;
import io.stockade.plan.Difference;
import io.stockade.plan.Leftover;
import io.stockade.plan.Matching;
import io.stockade.status.DriftAuthors;
import io.stockade.status.DriftRecord;
import io.stockade.status.DriftTimes;
import io.stockade.status.Drifts;
import io.stockade.status.Findings;
import io.stockade.status.ResourceState;
import io.stockade.status.ResourceStates;
import io.stockade.status.SecretEntries;
import io.stockade.status.StackStatus;
import io.stockade.status.StatusAssembler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a reconciliation and says what came of it: the status, and when to look again. */
final class Pass {
    /** How soon something that was put right is looked at again. */
    private static final Duration VERIFY = Duration.ofSeconds(3);

    /** How often something that does not work is looked at while nothing is under way that would mend it. */
    private static final Duration BROKEN = Duration.ofSeconds(15);

    private final PassContext context;
    private final Cloud cloud;
    private final DesiredStack desired;
    private final Sight sight;
    private final Reconciliation reconciliation;
    private final Ledger ledger;

    Pass(PassContext context, Cloud cloud, DesiredStack desired, Ledger ledger, Sight sight) {
        this.context = context;
        this.cloud = cloud;
        this.desired = desired;
        this.sight = sight;
        this.ledger = ledger;
        this.reconciliation = new Reconciliation(context, cloud, desired, ledger, sight);
    }

    /**
     * What passes before it left.
     *
     * @param failures how many of them failed in a row
     * @param status the last one; {@code null} before there is one
     * @param times when each drift was seen, which are brought up to date
     * @param authors who made each drift, which are brought up to date too
     */
    record Earlier(int failures, @Nullable StackStatus status, DriftTimes times, DriftAuthors authors) {}

    /**
     * Runs the pass. What came of it is in the ledger when it returns, and not yet written; if it ends in any other way,
     * it is written.
     */
    Outcome run(Extent extent, Earlier earlier) {
        Reconciliation.Survey survey = reconciliation.survey(extent);
        Instant looked = now();
        ApplyReport report = reconciliation.apply(survey);
        try {
            return outcome(survey, report, earlier, looked);
        } catch (UnsavedException unsaved) {
            throw unsaved;
        } catch (RuntimeException cutShort) {
            // Whatever keeps the pass from its end, what it did is not forgotten.
            ledger.conclude();
            throw cutShort;
        }
    }

    private Outcome outcome(Reconciliation.Survey survey, ApplyReport report, Earlier earlier, Instant looked) {
        Matching after = reconciliation.conclude(survey, report);
        sight.unfinished(Unfinished.of(sight, reconciliation.owner()), now());
        if (gone(survey, report)) {
            // Nobody else wrote since: only then it may go.
            ledger.conclude();
            ledger.forget();
            return new Outcome(finished(earlier.status()), StackDetail.NONE, looked, null, false, true);
        }
        Rotations.Report rotations = rotate(survey, after);
        Findings findings = findings(survey, report, after, rotations);
        List<DriftRecord> drifted = Drifts.of(findings, earlier.times(), earlier.authors(), survey.traces());
        StackStatus status = StatusAssembler.assemble(findings, earlier.status(), drifted);
        rememberReady(status);
        boolean failed = sight.blind()
                || report.results().stream().anyMatch(result -> result.outcome() == ChangeResult.Outcome.FAILED);
        return new Outcome(
                status,
                detail(findings, drifted),
                looked,
                first(
                        wake(survey, report, after, earlier.failures()),
                        rotations.wake().orElse(null)),
                failed,
                false);
    }

    private Rotations.Report rotate(Reconciliation.Survey survey, Matching after) {
        String hold = Holds.rotations(desired, context.settings(), survey.blueprint(), now());
        return new Rotations(context, cloud, desired, reconciliation.owner(), ledger, sight)
                .run(survey.blueprint(), after, hold, () -> reconciliation.beforeWriting(survey));
    }

    private Findings findings(
            Reconciliation.Survey survey, ApplyReport report, Matching after, Rotations.Report rotations) {
        ResourceGraph graph = survey.blueprint().graph();
        SortedMap<Address, ResourceState> states =
                ResourceStates.of(graph, sight.world, after, survey.plan(), report.results(), now());
        List<String> problems = survey.blueprint().notices().stream()
                .filter(notice -> notice.severity() == Notice.Severity.ERROR)
                .map(notice -> notice.path() + ": " + notice.message())
                .toList();
        return new Findings(
                desired.manifest(),
                desired.generation(),
                purpose(),
                ledger.memory().firstReady() != null,
                graph,
                sight.world,
                after,
                survey.plan(),
                survey.gated(),
                report.results(),
                states,
                survey.blueprint().effectiveAccess(),
                problems,
                desired.trouble(),
                null,
                survey.hold(),
                rotations.health(),
                cloud.lastHour(desired.manifest().key()),
                now());
    }

    /** From now on work on the stack is called an update. */
    private void rememberReady(StackStatus status) {
        if (status.is("Ready") && ledger.memory().firstReady() == null) {
            ledger.change(ledger.memory().withFirstReady(now()));
        }
    }

    private Findings.Purpose purpose() {
        return switch (desired.state()) {
            case WANTED -> Findings.Purpose.KEEP;
            case ORPHANED -> Findings.Purpose.WATCH;
            case DELETING -> Findings.Purpose.DELETE;
        };
    }

    private StackDetail detail(Findings findings, List<DriftRecord> drifts) {
        List<StackDetail.Resource> resources = new ArrayList<>();
        findings.graph().nodes().values().forEach(node -> {
            ResourceState state = findings.states().get(node.address());
            if (state != null) {
                resources.add(
                        line(state, node.needs().stream().map(Address::toString).toList()));
            }
        });
        findings.states().values().stream()
                .filter(state -> findings.graph().find(state.address()).isEmpty())
                .forEach(state -> resources.add(line(state, List.of())));
        return new StackDetail(List.copyOf(resources), drifts, SecretEntries.of(findings));
    }

    private static StackDetail.Resource line(ResourceState state, List<String> needs) {
        String message = state.message().isEmpty() ? null : state.message();
        return new StackDetail.Resource(
                state.address().toString(), state.id(), state.state().toString(), message, needs);
    }

    /** What does not work is asked about when something it may lead to has become ready, and else now and then. */
    private Stream<Instant> broken(Matching after, Instant now) {
        List<ResourceKind> kinds = new ArrayList<>(after.leadingNowhere());
        kinds.addAll(after.unseenContained());
        sight.suspect.clear();
        sight.suspect.addAll(kinds);
        if (kinds.isEmpty()) {
            return Stream.empty();
        }
        boolean due = sight.awaited || sight.unfinishedSince.isEmpty();
        if (due) {
            sight.dirty.addAll(kinds);
        }
        return due ? Stream.of(sight.awaited ? now : now.plus(BROKEN)) : Stream.empty();
    }

    private static @Nullable Instant first(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(one, other)
                .flatMap(Stream::ofNullable)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private @Nullable Instant wake(Reconciliation.Survey survey, ApplyReport report, Matching after, int failures) {
        Instant now = now();
        // What can't be read just now would be due at once, again and again: its turn is that of all that is unread.
        List<Observed<?>> unfinished = Unfinished.of(sight, reconciliation.owner());
        Stream<Instant> looks =
                unfinished.stream().filter(this::readable).flatMap(thing -> reconciliation.nextLook(thing).stream());
        Stream<Instant> results = Stream.concat(
                Turns.next(report.results()).stream(),
                report.results().stream()
                        .filter(result -> !Turns.waits(result))
                        .flatMap(result -> wake(result, failures, now)));
        Stream<Instant> doubts = Stream.ofNullable(survey.lookAgain());
        Stream<Instant> pause = Holds.until(desired).filter(until -> until.isAfter(now)).stream();
        boolean blind = sight.blind() || !unfinished.stream().allMatch(this::readable);
        Stream<Instant> unread = blind ? Stream.of(lookAgain(failures, now)) : Stream.empty();
        Stream<Instant> lastLook = desired.state() == DesiredStack.State.DELETING
                ? reconciliation.somethingMayAppear().stream()
                : Stream.empty();
        Stream<Instant> policy = reconciliation.policy(survey.traces()).turns().stream();
        return Stream.of(looks, results, doubts, pause, policy, unread, lastLook, broken(after, now))
                .flatMap(each -> each)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private boolean readable(Observed<?> thing) {
        return sight.world.coverage(thing.kind()).failure() == null;
    }

    private Stream<Instant> wake(ChangeResult result, int failures, Instant now) {
        if (result.retryAt() != null) {
            return Stream.of(result.retryAt());
        }
        return switch (result.outcome()) {
            // Whatever was done may have made way for more; looking costs no call unless a repair must be verified.
            case DONE -> Stream.of(result.change().origin() == Difference.Origin.DRIFT ? now.plus(VERIFY) : now);
            case PENDING, WAITING -> Stream.empty();
            case DEFERRED, FAILED -> Stream.of(later(failures, now));
        };
    }

    /** What AWS throttled is asked for as soon as the bucket is open again; what failed otherwise, after a while. */
    private Instant lookAgain(int failures, Instant now) {
        Instant later = later(failures, now);
        Instant open = sight.readableFrom;
        return open != null && open.isBefore(later) ? open : later;
    }

    private Instant later(int failures, Instant now) {
        return now.plus(Pace.backOff(failures + 1, context.surroundings().random()));
    }

    /** Whether the stack was to be deleted, and a full and undoubted look shows nothing of it. */
    private boolean gone(Reconciliation.Survey survey, ApplyReport report) {
        if (desired.state() != DesiredStack.State.DELETING || survey.lookAgain() != null) {
            return false;
        }
        boolean seen = sight.relevant.stream()
                .allMatch(kind -> sight.world.coverage(kind).complete());
        boolean left = survey.before().leftovers().stream().anyMatch(Pass::ours);
        boolean unfinished = !Unfinished.of(sight, reconciliation.owner()).isEmpty();
        boolean certain = reconciliation.somethingMayAppear().isEmpty();
        return seen && !left && !unfinished && certain && report.results().isEmpty();
    }

    private static boolean ours(Leftover leftover) {
        return switch (leftover.kind()) {
            case SURPLUS, SUPERSEDED -> true;
            case UNEXPECTED_CHILD, FOREIGN -> false;
        };
    }

    private StackStatus finished(@Nullable StackStatus previous) {
        List<Observed<?>> retired = sight.world
                .all()
                .filter(thing -> thing.lifecycle() == Lifecycle.RETIRED)
                .filter(thing -> reconciliation.owner().owns(thing.tags()))
                .toList();
        return StatusAssembler.deleted(previous, desired.generation(), retired, now());
    }

    private Instant now() {
        return context.surroundings().clock().instant();
    }

    /** What a failure before any write means for the status. */
    static StackStatus unreachable(
            CloudException failure, DesiredStack desired, @Nullable StackStatus previous, Instant now) {
        boolean person = failure.category() == CloudException.Category.CREDENTIALS
                || failure.category() == CloudException.Category.DENIED
                || failure.category() == CloudException.Category.INVALID;
        String message = String.valueOf(failure.getMessage());
        return person
                ? StatusAssembler.stalled(previous, desired.generation(), "Refused", message, now)
                : StatusAssembler.unreachable(previous, desired.generation(), message, now);
    }
}
