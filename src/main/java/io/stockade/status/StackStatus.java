package io.stockade.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The status of a stack, as in {@code status:} of its object. Times are RFC 3339 texts, so that it reads the same
 * everywhere. Lists are capped, with totals beside them.
 *
 * @param observedGeneration of the manifest that this is about
 * @param phase one word for tables: {@code Pending, Creating, Ready, Drifted, Updating, Deleting, Stalled, Orphaned,
 *     Unknown}
 * @param message one line for tables: what is wrong, or that nothing is
 * @param outputs ids that other systems use; in a stable order
 * @param plan the plan that waits for approval; {@code null} if none does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StackStatus(
        long observedGeneration,
        String phase,
        String message,
        List<Condition> conditions,
        Outputs outputs,
        Resources resources,
        Drift drift,
        @Nullable PendingPlan plan,
        Observation observation) {

    /** Stable order of the condition types. */
    public static final List<String> CONDITION_TYPES =
            List.of("Ready", "Reconciling", "Stalled", "Drifted", "EgressReady", "AwaitingApproval");

    public Optional<Condition> condition(String type) {
        return conditions.stream().filter(each -> each.type().equals(type)).findFirst();
    }

    /** Whether a condition is there and True. */
    public boolean is(String type) {
        return condition(type).filter(each -> each.status().equals("True")).isPresent();
    }

    /** A condition in Kubernetes' sense: status is {@code True}, {@code False} or {@code Unknown}. */
    public record Condition(
            String type,
            String status,
            String reason,
            String message,
            long observedGeneration,
            String lastTransitionTime) {}

    /**
     * What the stack offers to others.
     *
     * @param subnets ids by tier, then zone id
     * @param securityGroups ids by declared name
     * @param egressAddresses public addresses that traffic leaves from
     * @param effectiveAccess of each tier, which is Isolated where NAT is None
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Outputs(
            @Nullable String vpcId,
            @Nullable String cidr,
            Map<String, Map<String, String>> subnets,
            Map<String, String> securityGroups,
            List<String> egressAddresses,
            Map<String, String> effectiveAccess) {
        public static final Outputs NONE = new Outputs(null, null, Map.of(), Map.of(), List.of(), Map.of());
    }

    /** Totals, and what is not ready: at most 50. */
    public record Resources(int total, int ready, List<Unhealthy> unhealthy) {}

    /**
     * A resource that is not ready.
     *
     * @param state in a word
     * @param message why, and what comes next
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Unhealthy(String resource, @Nullable String id, String state, String message) {}

    /** Total, and the newest: at most 50. */
    public record Drift(int total, List<DriftEntry> items) {
        public static final Drift NONE = new Drift(0, List.of());
    }

    /**
     * One difference that is drift.
     *
     * @param field the path of the field; empty where the whole thing is missing or unexpected
     * @param type {@code Missing, Changed, Broken, Unexpected, Surplus, Unknown}
     * @param doing what is being done about it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DriftEntry(
            String resource,
            @Nullable String id,
            String field,
            String expected,
            String actual,
            String type,
            String severity,
            String firstSeen,
            String doing) {}

    /**
     * A plan that waits for a person.
     *
     * @param changes lines of text, at most 50
     */
    public record PendingPlan(
            String id, int create, int update, int replace, int delete, String why, List<String> changes) {}

    /**
     * How fresh and how complete this is.
     *
     * @param time of the oldest read it rests on; {@code null} if nothing was read
     * @param coverage percent of the declared fields that were read
     * @param problems what could not be read, and why
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Observation(@Nullable String time, int coverage, List<String> problems) {
        public static final Observation NONE = new Observation(null, 0, List.of());
    }
}
