package io.stockade.status;

import io.stockade.graph.Address;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.ResourceKind;
import io.stockade.status.StackStatus.Condition;
import io.stockade.status.StackStatus.Observation;
import io.stockade.status.StackStatus.Outputs;
import io.stockade.status.StackStatus.Resources;
import io.stockade.text.Shortlist;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The last status of a stack: nothing is left of it, or everything is, and nobody looks after it. */
final class Farewell {
    /** What AWS bills by the hour. A scaling group is free, the instance that it keeps alive isn't. */
    private static final Set<ResourceKind> BILLED = EnumSet.of(
            ResourceKind.NAT_GATEWAY,
            ResourceKind.AUTO_SCALING_GROUP,
            ResourceKind.ELASTIC_IP,
            ResourceKind.INTERFACE_ENDPOINT);

    /** A line for people; everything is in AWS, by its tags. */
    private static final int MOST_NAMED = 12;

    private Farewell() {}

    /** @param retired what is deleted, and kept by AWS for a while, in which it can be restored */
    static StackStatus deleted(
            @Nullable StackStatus previous, long generation, List<Observed<?>> retired, Instant now) {
        String message = "nothing is left" + butFor(retired);
        return new StackStatus(
                generation,
                "Deleted",
                message,
                conditions("Deleted", message, previous, generation, now),
                Outputs.NONE,
                new Resources(0, 0, List.of()),
                StackStatus.Drift.NONE,
                StackStatus.Secrets.NONE,
                null,
                new Observation(now.toString(), 100, List.of()),
                previous == null ? null : previous.calls(),
                previous == null ? null : previous.lastHandledReconcileAt(),
                null);
    }

    /**
     * The status of a stack that is forgotten and left alone.
     *
     * @param uid what its things have in their tags
     * @param kept ids of its things as far as they are remembered, by address
     */
    static StackStatus retained(
            @Nullable StackStatus previous, long generation, String uid, SortedMap<Address, String> kept, Instant now) {
        String message = kept.isEmpty()
                ? "nothing is remembered of it, so that whatever has its tags in AWS stays, and costs what it costs; to"
                        + " take that up again, apply the manifest, and the status will name the annotation to set"
                : what(kept) + "; nobody looks after them any more. To take them up again, apply the manifest with the"
                        + " annotation stockade.dev/adopt-uid: " + uid + "; to be rid of them, do that, and delete the"
                        + " stack with spec.deletion.mode: Delete";
        return new StackStatus(
                generation,
                "Retained",
                message,
                conditions("Retained", message, previous, generation, now),
                previous == null ? Outputs.NONE : previous.outputs(),
                previous == null ? new Resources(0, 0, List.of()) : previous.resources(),
                StackStatus.Drift.NONE,
                previous == null ? StackStatus.Secrets.NONE : previous.secrets(),
                null,
                previous == null ? Observation.NONE : previous.observation(),
                previous == null ? null : previous.calls(),
                previous == null ? null : previous.lastHandledReconcileAt(),
                null);
    }

    private static String butFor(List<Observed<?>> retired) {
        List<String> named = retired.stream()
                .map(thing -> Owner.address(thing.tags()).map(Address::toString).orElse(thing.id()) + " ("
                        + thing.note() + ")")
                .sorted()
                .toList();
        return named.isEmpty()
                ? ""
                : " but for what AWS keeps for its recovery window: " + Shortlist.of(named, MOST_NAMED);
    }

    private static String what(SortedMap<Address, String> kept) {
        List<String> billed = kept.entrySet().stream()
                .filter(each -> BILLED.contains(each.getKey().kind()))
                .map(each -> each.getKey().kind() + " " + each.getValue())
                .toList();
        String all = kept.size() + (kept.size() == 1 ? " thing stays" : " things stay") + " in AWS";
        if (billed.isEmpty()) {
            return all + ", none of which costs money by the hour";
        }
        return all + ", of which these cost money by the hour: " + Shortlist.of(billed, MOST_NAMED);
    }

    private static List<Condition> conditions(
            String reason, String message, @Nullable StackStatus previous, long generation, Instant now) {
        return List.of(
                Conditions.since(new Condition("Ready", "False", reason, message, generation, ""), previous, now),
                Conditions.since(
                        new Condition("Reconciling", "False", reason, message, generation, ""), previous, now));
    }
}
