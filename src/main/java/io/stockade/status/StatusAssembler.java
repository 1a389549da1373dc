package io.stockade.status;

import io.stockade.cloud.CallCount;
import io.stockade.cloud.Coverage;
import io.stockade.graph.Address;
import io.stockade.graph.AddressPlan;
import io.stockade.graph.Component;
import io.stockade.graph.ElasticIp;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Subnet;
import io.stockade.graph.Vpc;
import io.stockade.plan.Change;
import io.stockade.plan.Plan;
import io.stockade.spec.SecurityGroupSpec;
import io.stockade.spec.TierAccess;
import io.stockade.status.StackStatus.Condition;
import io.stockade.status.StackStatus.DriftEntry;
import io.stockade.status.StackStatus.Observation;
import io.stockade.status.StackStatus.Outputs;
import io.stockade.status.StackStatus.PendingPlan;
import io.stockade.status.StackStatus.Resources;
import io.stockade.status.StackStatus.Unhealthy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the status of a stack from what a pass found, once, at its end. */
public final class StatusAssembler {
    private StatusAssembler() {}

    /**
     * The status after a pass.
     *
     * @param previous the last one, for transition times; {@code null} if there was none
     * @param drifts all of them, of which it lists the worst, and only counts those that somebody accepted
     */
    public static StackStatus assemble(Findings findings, @Nullable StackStatus previous, List<DriftRecord> drifts) {
        List<Condition> conditions = Conditions.of(findings, previous);
        List<DriftEntry> open = drifts.stream()
                .filter(drift -> !drift.tolerated())
                .map(DriftRecord::entry)
                .toList();
        int unknown = (int) drifts.stream().filter(DriftRecord::unknown).count();
        int certain = open.size() - unknown;
        return StatusSize.fit(new StackStatus(
                findings.generation(),
                phase(findings, conditions),
                message(findings, conditions, certain),
                conditions,
                outputs(findings),
                resources(findings),
                new StackStatus.Drift(certain, drifts.size() - open.size(), unknown, capped(open)),
                SecretEntries.capped(SecretEntries.of(findings)),
                pendingPlan(findings),
                observation(findings),
                calls(findings.calls()),
                previous == null ? null : previous.lastHandledReconcileAt(),
                null));
    }

    /** The status of a stack that only a person can help, with all that was known of it before. */
    public static StackStatus stalled(
            @Nullable StackStatus previous, long generation, String reason, String message, Instant now) {
        return StatusSize.fit(Interrupted.status(previous, generation, "Stalled", reason, message, now));
    }

    /** The status of a stack of which nothing could be learnt, with all that was known of it before. */
    public static StackStatus unreachable(
            @Nullable StackStatus previous, long generation, String message, Instant now) {
        return StatusSize.fit(Interrupted.status(previous, generation, "Unknown", "NotObserved", message, now));
    }

    /**
     * The last status of a stack of which nothing is left.
     *
     * @param retired what is deleted, and kept by AWS for a while, in which it can be restored
     */
    public static StackStatus deleted(
            @Nullable StackStatus previous, long generation, List<Observed<?>> retired, Instant now) {
        return StatusSize.fit(Farewell.deleted(previous, generation, retired, now));
    }

    /**
     * The last status of a stack that is forgotten while all of it stays.
     *
     * @param uid what its things have in their tags
     * @param kept ids of its things as far as they are remembered, by address
     */
    public static StackStatus retained(
            @Nullable StackStatus previous, long generation, String uid, SortedMap<Address, String> kept, Instant now) {
        return StatusSize.fit(Farewell.retained(previous, generation, uid, kept, now));
    }

    private static String phase(Findings findings, List<Condition> conditions) {
        if (is(conditions, "Stalled")) {
            return "Stalled";
        }
        if (findings.purpose() == Findings.Purpose.DELETE) {
            return "Deleting";
        }
        if (findings.purpose() == Findings.Purpose.WATCH) {
            return "Orphaned";
        }
        if (is(conditions, "Drifted")) {
            return "Drifted";
        }
        if (is(conditions, "Ready")) {
            return "Ready";
        }
        if (is(conditions, "AwaitingApproval")) {
            return "Pending";
        }
        if (unknown(conditions) && !is(conditions, "Reconciling")) {
            return "Unknown";
        }
        if (!is(conditions, "Reconciling")) {
            return "Pending";
        }
        return findings.built() ? "Updating" : "Creating";
    }

    private static String message(Findings findings, List<Condition> conditions, int drifts) {
        for (String type : List.of("Stalled", "AwaitingApproval")) {
            if (is(conditions, type)) {
                return find(conditions, type).map(Condition::message).orElse("");
            }
        }
        if (findings.hold() != null && !findings.gated().held().isEmpty()) {
            return findings.gated().held().size() + " changes held: " + findings.hold();
        }
        Optional<Condition> blocked =
                find(conditions, "Ready").filter(each -> each.reason().equals(StackStatus.DELETION_BLOCKED));
        if (blocked.isPresent()) {
            return blocked.get().message();
        }
        if (drifts > 0) {
            return find(conditions, "Drifted").map(Condition::message).orElse("");
        }
        Optional<Condition> secrets =
                find(conditions, "SecretsCurrent").filter(each -> each.status().equals("False"));
        if (is(conditions, "Ready") && secrets.isPresent()) {
            return secrets.get().message();
        }
        if (is(conditions, "Ready") || !is(conditions, "Reconciling")) {
            return find(conditions, "Ready").map(Condition::message).orElse("");
        }
        return find(conditions, "Reconciling").map(Condition::message).orElse("");
    }

    private static Outputs outputs(Findings findings) {
        ResourceGraph graph = findings.graph();
        String vpcId = null;
        String cidr = null;
        Map<String, Map<String, String>> subnets = new TreeMap<>();
        List<String> egress = new ArrayList<>();
        for (ResourceGraph.Node node : graph.nodes().values()) {
            Optional<Observed<?>> current = findings.after().current(node.address());
            if (current.isEmpty()) {
                continue;
            }
            if (node.resource() instanceof Vpc vpc) {
                vpcId = current.get().id();
                cidr = vpc.cidr().text();
            }
            if (node.resource() instanceof Subnet subnet) {
                subnets.computeIfAbsent(tier(node.address(), subnet), ignored -> new TreeMap<>())
                        .put(subnet.zoneId(), current.get().id());
            }
            if (current.get().value() instanceof ElasticIp address
                    && !address.publicIp().isEmpty()) {
                egress.add(address.publicIp());
            }
        }
        return new Outputs(
                vpcId, cidr, subnets, groups(findings), egress, access(findings), SecretEntries.arns(findings));
    }

    private static String tier(Address address, Subnet subnet) {
        String suffix = AddressPlan.key("", subnet.zoneId());
        String name = address.name();
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }

    private static Map<String, String> groups(Findings findings) {
        Map<String, String> groups = new TreeMap<>();
        for (SecurityGroupSpec group : findings.stack().spec().securityGroups()) {
            findings.after()
                    .idOf(new Address(ResourceKind.SECURITY_GROUP, group.name()))
                    .ifPresent(id -> groups.put(group.name(), id));
        }
        return groups;
    }

    private static Map<String, String> access(Findings findings) {
        Map<String, String> access = new LinkedHashMap<>();
        for (Map.Entry<String, TierAccess> entry : new TreeMap<>(findings.effectiveAccess()).entrySet()) {
            access.put(entry.getKey(), entry.getValue().toString());
        }
        return access;
    }

    private static Resources resources(Findings findings) {
        List<Unhealthy> unhealthy = findings.states().values().stream()
                .filter(state -> !state.works())
                .map(state -> new Unhealthy(
                        state.address().toString(), state.id(), state.state().toString(), state.message()))
                .toList();
        int total = findings.states().size();
        return new Resources(total, total - unhealthy.size(), capped(unhealthy));
    }

    private static @Nullable PendingPlan pendingPlan(Findings findings) {
        if (!findings.gated().awaitingApproval()) {
            return null;
        }
        Plan plan = findings.plan();
        int replace = (int) plan.changes().stream()
                .filter(change -> change.replaces() && change.action() == Change.Action.CREATE)
                .count();
        List<String> lines = plan.changes().stream().map(Change::key).toList();
        return new PendingPlan(
                plan.id(),
                (int) plan.count(Change.Action.CREATE) - replace,
                (int) plan.count(Change.Action.UPDATE),
                replace,
                (int) plan.count(Change.Action.DELETE) - replace,
                findings.gated().why(),
                capped(findings.gated().risk().lines()),
                capped(lines));
    }

    /** Coverage counts the kinds of the graph that were read in full, and the components that were read at all. */
    private static Observation observation(Findings findings) {
        Set<ResourceKind> kinds = EnumSet.noneOf(ResourceKind.class);
        int declared = 0;
        int read = 0;
        for (ResourceGraph.Node node : findings.graph().nodes().values()) {
            kinds.add(node.address().kind());
            int components = Component.of(node.resource().getClass()).size();
            declared += components;
            boolean listed = findings.world().coverage(node.address().kind()).complete();
            int unread = findings.after()
                    .current(node.address())
                    .map(each -> each.unread().size())
                    .orElse(0);
            read += listed ? components - unread : 0;
        }
        Instant oldest = null;
        List<String> problems = new ArrayList<>();
        for (ResourceKind kind : kinds) {
            Coverage coverage = findings.world().coverage(kind);
            if (coverage.readAt() != null
                    && (oldest == null || coverage.readAt().isBefore(oldest))) {
                oldest = coverage.readAt();
            }
            if (coverage.problem() != null && !problems.contains(coverage.problem())) {
                problems.add(coverage.problem());
            }
        }
        return new Observation(
                oldest == null ? null : oldest.toString(),
                declared == 0 ? 100 : read * 100 / declared,
                capped(problems));
    }

    private static StackStatus.Calls calls(CallCount count) {
        return new StackStatus.Calls(
                new StackStatus.LastHour(count.sent(), count.writes(), count.held(), count.throttled()));
    }

    private static boolean unknown(List<Condition> conditions) {
        return find(conditions, "Ready")
                .filter(ready -> ready.status().equals("Unknown"))
                .isPresent();
    }

    private static boolean is(List<Condition> conditions, String type) {
        return find(conditions, type)
                .filter(each -> each.status().equals("True"))
                .isPresent();
    }

    private static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream().filter(each -> each.type().equals(type)).findFirst();
    }

    private static <T> List<T> capped(List<T> all) {
        return all.size() <= StackStatus.CAP ? List.copyOf(all) : List.copyOf(all.subList(0, StackStatus.CAP));
    }
}
