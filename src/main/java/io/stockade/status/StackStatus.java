package io.stockade.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.stockade.spec.KeyedBy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The status of a stack, as in {@code status:} of its object. Times are RFC 3339 texts, so that it reads the same
 * everywhere. Lists are capped, with totals beside them, and the whole is small: {@link StatusSize}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StackStatus(
        @JsonPropertyDescription("The generation of the manifest that this is about.")
        long observedGeneration,

        @JsonPropertyDescription(
                "One word for tables: Pending, Creating, Updating, Ready, Drifted, Deleting, Deleted, Retained, Orphaned, Stalled or Unknown.")
        String phase,

        @JsonPropertyDescription("One line for tables: what is wrong, or that nothing is.")
        String message,

        @JsonPropertyDescription(
                "Ready, Reconciling, Stalled, Drifted, EgressReady, SecretsCurrent and AwaitingApproval, as far as they apply, in this order.")
        @KeyedBy("type")
        List<Condition> conditions,

        @JsonPropertyDescription("What the stack offers to others.")
        Outputs outputs,

        @JsonPropertyDescription("How many resources there are, and which of them don't work.")
        Resources resources,

        @JsonPropertyDescription("What is not as it was left.")
        Drift drift,

        @JsonPropertyDescription("How the secrets fare; never a value.")
        Secrets secrets,

        @JsonPropertyDescription("The plan that waits for approval; absent if none does.") @Nullable
        PendingPlan plan,

        @JsonPropertyDescription("How fresh and how complete this is.")
        Observation observation,

        @JsonPropertyDescription(
                "How many calls to AWS were made for it, as counted when anything else was told; absent before the first.")
        @Nullable
        Calls calls,

        @JsonPropertyDescription(
                "The newest value of the annotation stockade.dev/reconcile-requested-at that was served; absent if none was.")
        @Nullable
        String lastHandledReconcileAt,

        @JsonPropertyDescription(
                "What was left out to keep the status small; absent if nothing was. All of it is at the HTTP API.")
        @Nullable
        String shortened) {
    public StackStatus {
        // Files of releases without secrets have none.
        secrets = secrets == null ? Secrets.NONE : secrets;
    }

    /** Stable order of the condition types. */
    public static final List<String> CONDITION_TYPES =
            List.of("Ready", "Reconciling", "Stalled", "Drifted", "EgressReady", "SecretsCurrent", "AwaitingApproval");

    /** Why a deletion waits whose end is outside of the stack, or a person's to say: a reason of Ready. */
    public static final String DELETION_BLOCKED = "DeletionBlocked";

    /** The most entries a list in the status has; its total stands beside it. */
    public static final int CAP = 50;

    public Optional<Condition> condition(String type) {
        return conditions.stream().filter(each -> each.type().equals(type)).findFirst();
    }

    /** Whether a condition is there and True. */
    public boolean is(String type) {
        return condition(type).filter(each -> each.status().equals("True")).isPresent();
    }

    /** The same with other counts. */
    public StackStatus with(@Nullable Calls other) {
        return with(observation, other, lastHandledReconcileAt);
    }

    /** The same, once somebody's request for a look at everything was served. */
    public StackStatus handling(String request) {
        return with(observation, calls, request);
    }

    /** Whether this says nothing that another one did not say: when AWS was looked at, and how often, is no news. */
    public boolean tellsNothingNew(@Nullable StackStatus told) {
        return told != null
                && equals(told.with(told.observation().at(observation.time()), calls, told.lastHandledReconcileAt()));
    }

    private StackStatus with(Observation seen, @Nullable Calls counted, @Nullable String handled) {
        return new StackStatus(
                observedGeneration,
                phase,
                message,
                conditions,
                outputs,
                resources,
                drift,
                secrets,
                plan,
                seen,
                counted,
                handled,
                shortened);
    }

    /** A condition in Kubernetes' sense. */
    public record Condition(
            @JsonPropertyDescription("What it says something about.") @Required
            String type,

            @JsonPropertyDescription("True, False or Unknown.") @Required
            String status,

            @JsonPropertyDescription("Why, in a word.") @Required
            String reason,

            @JsonPropertyDescription("Why, for people, and what to do about it.") @Required
            String message,

            @JsonPropertyDescription("The generation of the manifest that this is about.")
            long observedGeneration,

            @JsonPropertyDescription("Since when the status is what it is.") @Required
            String lastTransitionTime) {}

    /** What the stack offers to others. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Outputs(
            @JsonPropertyDescription("The id of the VPC.") @Nullable
            String vpcId,

            @JsonPropertyDescription("The IPv4 range of the VPC.") @Nullable
            String cidr,

            @JsonPropertyDescription("The ids of the subnets by tier, then by zone id.")
            Map<String, Map<String, String>> subnets,

            @JsonPropertyDescription("The ids of the security groups by their names in the manifest.")
            Map<String, String> securityGroups,

            @JsonPropertyDescription("The public addresses that traffic leaves from.")
            List<String> egressAddresses,

            @JsonPropertyDescription(
                    "How far each tier really reaches: a Private one is Isolated where there is no NAT.")
            Map<String, String> effectiveAccess,

            @JsonPropertyDescription("The ARNs of the secrets by their names in the manifest.")
            Map<String, String> secrets) {
        public static final Outputs NONE = new Outputs(null, null, Map.of(), Map.of(), List.of(), Map.of(), Map.of());

        public Outputs {
            // Files of releases without secrets have none.
            secrets = secrets == null ? Map.of() : secrets;
        }
    }

    /** Totals, and what is not ready. */
    public record Resources(
            @JsonPropertyDescription("How many there are.") int total,

            @JsonPropertyDescription("How many of them work.")
            int ready,

            @JsonPropertyDescription("Those that don't.") @Size(max = CAP)
            List<Unhealthy> unhealthy) {}

    /** A resource that is not ready. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Unhealthy(
            @JsonPropertyDescription("Its address in the stack, such as NatGateway/nat-euw1-az1.")
            String resource,

            @JsonPropertyDescription("AWS's id; absent while there is none.") @Nullable
            String id,

            @JsonPropertyDescription("How it is, in a word.")
            String state,

            @JsonPropertyDescription("Why, and what comes next.")
            String message) {}

    /** Total, and the worst. */
    public record Drift(
            @JsonPropertyDescription("How many there are, but for those that somebody accepted.")
            int total,

            @JsonPropertyDescription("How many somebody accepted, or does not want to hear of for some time.")
            int accepted,

            @JsonPropertyDescription(
                    "How many kinds of resource can't be read, so that drift of them can't be ruled out; not in total.")
            int unknown,

            @JsonPropertyDescription("The worst of them, worst first, and after them those that are unknown.")
            @Size(max = CAP)
            List<DriftEntry> items) {
        public static final Drift NONE = new Drift(0, 0, 0, List.of());
    }

    /** One difference that is drift. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DriftEntry(
            @JsonPropertyDescription(
                    "Names exactly this drift, for whoever decides upon it; another value is another drift.")
            String key,

            @JsonPropertyDescription("The address of the resource in the stack; Route/* for all of a kind.")
            String resource,

            @JsonPropertyDescription("AWS's id; absent if it is gone.") @Nullable
            String id,

            @JsonPropertyDescription("The path of the field; empty where the whole thing is missing or unexpected.")
            String field,

            @JsonPropertyDescription("What was left there.") String expected,

            @JsonPropertyDescription("What is there.") String actual,

            @JsonPropertyDescription("Changed, Missing, Unexpected or Unknown.") @JsonProperty("class")
            String driftClass,

            @JsonPropertyDescription("Critical, High, Medium or Low.")
            String severity,

            @JsonPropertyDescription("Since when it has been seen.")
            String firstSeen,

            @JsonPropertyDescription("The principal who made it; absent if no event told.") @Nullable
            String actor,

            @JsonPropertyDescription("How it is treated: Correct, CorrectInWindow, Report, Stopped or Unknown.")
            String decision,

            @JsonPropertyDescription("What is being done about it.")
            String doing) {
        public DriftEntry {
            // Files of releases without policies have neither.
            key = key == null ? "" : key;
            driftClass = driftClass == null ? "" : driftClass;
            decision = decision == null ? "" : decision;
        }
    }

    /** Total, and how each of them fares, in the order of the manifest. */
    public record Secrets(
            @JsonPropertyDescription("How many there are.") int total,

            @JsonPropertyDescription("In the order of the manifest; those that are well are left out first.")
            @Size(max = CAP)
            List<SecretEntry> items) {
        public static final Secrets NONE = new Secrets(0, List.of());
    }

    /** How one secret fares. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SecretEntry(
            @JsonPropertyDescription("Its name in the manifest.")
            String name,

            @JsonPropertyDescription("Its name in AWS; empty while it is not there. outputs.secrets has its ARN.")
            String fullName,

            @JsonPropertyDescription("Who rotates it: Generated (Stockade), Lambda (AWS, by a function) or None.")
            String strategy,

            @JsonPropertyDescription("Current, AwaitingValue, Rotating, Failed, Overdue or Unknown.")
            String state,

            @JsonPropertyDescription("The step of the rotation under way; empty if none is.")
            String step,

            @JsonPropertyDescription("Why it is as it is, in a word; empty if all is well.")
            String reason,

            @JsonPropertyDescription("Why, for people, and what to do about it.")
            String message,

            @JsonPropertyDescription(
                    "How many times the rotation was begun that is under way or failed; 0 if there is none.")
            int attempt,

            @JsonPropertyDescription("When the value was made that readers get; absent if nobody knows.") @Nullable
            String lastRotation,

            @JsonPropertyDescription("When it is due next; absent if it never is.") @Nullable
            String nextRotation,

            @JsonPropertyDescription("The ids of its versions by label, such as AWSCURRENT.")
            Map<String, String> versions) {
        public SecretEntry {
            versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        }

        /** Whether nobody need look at it. */
        public boolean well() {
            return state.equals("Current") || state.equals("Rotating");
        }
    }

    /** A plan that waits for a person. */
    public record PendingPlan(
            @JsonPropertyDescription("What to approve it by.")
            String id,

            @JsonPropertyDescription("How many resources it creates.")
            int create,

            @JsonPropertyDescription("How many it changes in place.")
            int update,

            @JsonPropertyDescription("How many it replaces.")
            int replace,

            @JsonPropertyDescription("How many it deletes.") int delete,

            @JsonPropertyDescription("Why it waits.") String why,

            @JsonPropertyDescription(
                    "What stops working, and what the internet reaches that it did not, or no more; the first of it.")
            @Size(max = CAP)
            List<String> risks,

            @JsonPropertyDescription("Its changes, the first of them.") @Size(max = CAP)
            List<String> changes) {
        public PendingPlan {
            // Statuses of before 0.1.0 have none.
            risks = risks == null ? List.of() : List.copyOf(risks);
        }
    }

    /** The calls that were made for a stack alone; what serves several is not among them. */
    public record Calls(
            @JsonPropertyDescription("Those of the last hour.")
            LastHour lastHour) {}

    /** Calls of an hour. */
    public record LastHour(
            @JsonPropertyDescription("How many were sent.") long total,

            @JsonPropertyDescription("How many of the sent ones were to change something.")
            long writes,

            @JsonPropertyDescription("How many were put off to stay under AWS's limits, and not sent.")
            long held,

            @JsonPropertyDescription("How many of the sent ones AWS refused because there were too many.")
            long throttled) {}

    /** How fresh and how complete a status is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Observation(
            @JsonPropertyDescription("When the oldest read was made that it rests on; absent if nothing was read.")
            @Nullable
            String time,

            @JsonPropertyDescription("What percentage of the declared fields was read.")
            int coverage,

            @JsonPropertyDescription("What could not be read, and why.") @Size(max = CAP)
            List<String> problems) {
        public static final Observation NONE = new Observation(null, 0, List.of());

        /** The same of another time. */
        Observation at(@Nullable String other) {
            return new Observation(other, coverage, problems);
        }
    }
}
