package io.stockade.status;

import io.stockade.apply.ChangeResult;
import io.stockade.cloud.CloudException;
import io.stockade.graph.Address;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Route;
import io.stockade.plan.Decision;
import io.stockade.plan.Difference;
import io.stockade.status.StackStatus.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides every condition, in one place. A condition says what a person can act upon, and keeps its transition time. */
final class Conditions {
    private static final Set<CloudException.Category> PERMANENT = EnumSet.of(
            CloudException.Category.DENIED,
            CloudException.Category.CREDENTIALS,
            CloudException.Category.QUOTA,
            CloudException.Category.INVALID,
            CloudException.Category.ALREADY_EXISTS,
            CloudException.Category.UNSUPPORTED);

    private final Findings findings;
    private final @Nullable StackStatus previous;
    private final SecretSummary secrets;
    private final List<Condition> conditions = new ArrayList<>();

    private Conditions(Findings findings, @Nullable StackStatus previous) {
        this.findings = findings;
        this.previous = previous;
        this.secrets = SecretSummary.of(findings);
    }

    static List<Condition> of(Findings findings, @Nullable StackStatus previous) {
        Conditions conditions = new Conditions(findings, previous);
        conditions.ready();
        conditions.reconciling();
        conditions.stalled();
        conditions.drifted();
        conditions.egress();
        conditions.secrets();
        conditions.approval();
        return List.copyOf(conditions.conditions);
    }

    /** What keeps the stack from going on without a person. */
    static Optional<Findings.Stalled> obstacle(Findings findings) {
        if (findings.stalled() != null) {
            return Optional.of(findings.stalled());
        }
        if (!findings.problems().isEmpty()) {
            return Optional.of(
                    new Findings.Stalled("PreflightFailed", findings.problems().get(0)));
        }
        return findings.results().stream()
                .filter(result -> result.failure() != null && PERMANENT.contains(result.failure()))
                .findFirst()
                .map(result -> new Findings.Stalled("Refused", result.message()));
    }

    private void ready() {
        Optional<Findings.Stalled> obstacle = obstacle(findings);
        if (obstacle.isPresent()) {
            add("Ready", "False", obstacle.get().reason(), obstacle.get().message());
            return;
        }
        if (findings.purpose() == Findings.Purpose.DELETE) {
            deleting();
            return;
        }
        long unknown = count(ResourceState.State.UNKNOWN);
        if (unknown > 0) {
            add(
                    "Ready",
                    "Unknown",
                    refused() ? "ReadRefused" : "NotObserved",
                    unknown + " resources could not be observed: " + first(ResourceState.State.UNKNOWN));
            return;
        }
        List<ResourceState> idle = findings.states().values().stream()
                .filter(state -> !state.works())
                .toList();
        boolean onlyHeld = idle.stream().allMatch(state -> held(state.address()));
        if (!onlyHeld) {
            add("Ready", "False", findings.results().isEmpty() ? "NotReady" : "Progressing", say(idle));
            return;
        }
        if (!idle.isEmpty() || pendingChanges()) {
            add("Ready", "False", "ChangesHeld", findings.gated().why());
            return;
        }
        Optional<SecretSummary.Verdict> empty = secrets.firstValueMissing();
        if (empty.isPresent()) {
            add("Ready", "False", empty.get().reason(), empty.get().message());
            return;
        }
        add("Ready", "True", "AsDeclared", "all " + findings.states().size() + " resources are as declared");
    }

    private void deleting() {
        String left = left() + " resources are left to delete";
        blocked()
                .ifPresentOrElse(
                        why -> add("Ready", "False", StackStatus.DELETION_BLOCKED, left + "; " + why),
                        () -> add("Ready", "False", "Deleting", left));
    }

    /** Why a deletion does not go on; empty if it does. */
    private Optional<String> blocked() {
        if (!findings.gated().held().isEmpty()) {
            return Optional.of(findings.gated().why());
        }
        return findings.results().stream()
                .filter(result -> result.failure() == CloudException.Category.DEPENDENCY)
                .findFirst()
                .map(result -> result.change().address() + ": " + result.message());
    }

    private void reconciling() {
        boolean moving = findings.results().stream().anyMatch(result -> result.outcome() != ChangeResult.Outcome.DONE)
                || count(ResourceState.State.PENDING) + count(ResourceState.State.DELETING) > 0
                || findings.purpose() == Findings.Purpose.DELETE
                || secrets.underWay().isPresent();
        if (moving && obstacle(findings).isEmpty()) {
            add("Reconciling", "True", "Progressing", progress());
        } else if (findings.gated().held().isEmpty()) {
            add("Reconciling", "False", "Settled", "nothing is being changed");
        } else {
            add("Reconciling", "False", "ChangesHeld", findings.gated().why());
        }
    }

    private void stalled() {
        Optional<Findings.Stalled> obstacle = obstacle(findings)
                .or(() -> Optional.ofNullable(findings.trouble())
                        .map(trouble -> new Findings.Stalled("InvalidManifest", trouble)));
        add(
                "Stalled",
                obstacle.isPresent() ? "True" : "False",
                obstacle.map(Findings.Stalled::reason).orElse("NotStalled"),
                obstacle.map(Findings.Stalled::message).orElse("nothing waits for a person"));
    }

    private void drifted() {
        List<Decision> drifts = Drifts.among(findings);
        if (drifts.isEmpty()) {
            boolean blind = count(ResourceState.State.UNKNOWN) > 0
                    || findings.decisions().stream().anyMatch(each -> each.verdict() == Decision.Verdict.UNKNOWN);
            add(
                    "Drifted",
                    blind ? "Unknown" : "False",
                    blind ? "NotObserved" : "InSync",
                    blind ? "no drift in what could be read, which is not everything" : "no drift");
            return;
        }
        Difference worst = drifts.stream()
                .map(Decision::difference)
                .min((one, other) -> one.severity().compareTo(other.severity()))
                .orElseThrow();
        add(
                "Drifted",
                "True",
                "DriftFound",
                drifts.size() + " drifted, worst " + worst.severity() + ": " + worst.address());
    }

    /** Whether private tiers have a way out; only where the graph has one. */
    private void egress() {
        List<ResourceState> parts = new ArrayList<>();
        findings.graph().nodes().values().forEach(node -> {
            if (node.resource() instanceof Route route && throughNat(route)) {
                parts.add(state(node.address()));
                if (route.target() instanceof Ref.Planned planned) {
                    parts.add(state(planned.address()));
                }
            }
            if (node.address().kind() == ResourceKind.AUTO_SCALING_GROUP) {
                parts.add(state(node.address()));
            }
        });
        if (parts.isEmpty()) {
            return;
        }
        List<ResourceState> idle = parts.stream().filter(part -> !part.works()).toList();
        if (!idle.isEmpty() && idle.stream().allMatch(part -> part.state() == ResourceState.State.UNKNOWN)) {
            add("EgressReady", "Unknown", "NotObserved", say(idle));
            return;
        }
        add(
                "EgressReady",
                idle.isEmpty() ? "True" : "False",
                idle.isEmpty() ? "PathsReady" : "PathsNotReady",
                idle.isEmpty() ? "every private tier has a way out" : say(idle));
    }

    /** Whether readers of secrets get what they should; only where there are secrets. */
    private void secrets() {
        if (!findings.secrets().isEmpty()) {
            SecretSummary.Verdict verdict = secrets.verdict();
            add("SecretsCurrent", verdict.status(), verdict.reason(), verdict.message());
        }
    }

    private ResourceState state(Address address) {
        ResourceState state = findings.states().get(address);
        return state == null ? new ResourceState(address, null, ResourceState.State.ABSENT, "") : state;
    }

    private static boolean throughNat(Route route) {
        return route.target() instanceof Ref.Planned planned
                && (planned.address().kind() == ResourceKind.NAT_GATEWAY
                        || planned.address().kind() == ResourceKind.NETWORK_INTERFACE);
    }

    private void approval() {
        boolean awaited = findings.gated().awaitingApproval();
        add(
                "AwaitingApproval",
                awaited ? "True" : "False",
                awaited ? "PlanHeld" : "NothingHeld",
                awaited ? findings.gated().why() : "no plan waits for approval");
    }

    /** Whether something can't be read before a person changed something. */
    private boolean refused() {
        return findings.graph().nodes().keySet().stream()
                .map(address -> findings.world().coverage(address.kind()).failure())
                .anyMatch(failure -> failure != null && failure.lasting());
    }

    private boolean held(Address address) {
        return findings.gated().held().stream()
                .anyMatch(held -> held.change().address().equals(address));
    }

    private boolean pendingChanges() {
        return findings.gated().held().stream()
                .anyMatch(held -> held.change().origin().wanted());
    }

    private String progress() {
        if (findings.purpose() == Findings.Purpose.DELETE) {
            return left() + " resources are left to delete";
        }
        long works =
                findings.states().values().stream().filter(ResourceState::works).count();
        String resources = works + " of " + findings.states().size() + " resources are ready";
        boolean built = works == findings.states().size();
        return built ? secrets.underWay().orElse(resources) : resources;
    }

    /** What is held is among it, though nothing is done about it. */
    private long left() {
        Set<Address> left = new TreeSet<>(findings.states().keySet());
        findings.gated().held().forEach(held -> left.add(held.change().address()));
        return left.size();
    }

    private long count(ResourceState.State state) {
        return findings.states().values().stream()
                .filter(each -> each.state() == state)
                .count();
    }

    private String first(ResourceState.State state) {
        return findings.states().values().stream()
                .filter(each -> each.state() == state)
                .findFirst()
                .map(each -> each.address() + ": " + each.message())
                .orElse("");
    }

    private static String say(List<ResourceState> idle) {
        ResourceState worst = idle.stream()
                .filter(each -> each.state() == ResourceState.State.FAILED)
                .findFirst()
                .orElse(idle.get(0));
        String why = worst.message().isEmpty() ? " is " + worst.state() : ": " + worst.message();
        return idle.size() + " not ready: " + worst.address() + why;
    }

    private void add(String type, String status, String reason, String message) {
        Condition condition = new Condition(type, status, reason, message, findings.generation(), "");
        conditions.add(since(condition, previous, findings.now()));
    }

    /** The condition with the time since which it has had its status. */
    static Condition since(Condition condition, @Nullable StackStatus previous, Instant now) {
        String since = Optional.ofNullable(previous)
                .flatMap(status -> status.condition(condition.type()))
                .filter(before -> before.status().equals(condition.status()))
                .map(Condition::lastTransitionTime)
                .orElse(now.toString());
        return new Condition(
                condition.type(),
                condition.status(),
                condition.reason(),
                condition.message(),
                condition.observedGeneration(),
                since);
    }
}
