package io.stockade.web;

import io.stockade.history.HistoryEntry;
import io.stockade.reconcile.StackDetail;
import io.stockade.reconcile.StackEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP API serves, whichever front end keeps it. Stacks are named as namespace/name; what asks for something
 * throws {@link Refusal} if it can't be had.
 */
public interface Stacks {
    StackList list();

    Optional<StackObject> find(String stack);

    /** Empty before the first pass. */
    Optional<StackDetail> detail(String stack);

    /** The newest, oldest first. */
    List<StackEvent> events(String stack);

    /** The last changes of a stack, oldest first; also of one that is gone. */
    List<HistoryEntry> changes(String stack);

    /** @throws Refusal if there is none of that name */
    default StackObject known(String namespace, String name) {
        String key = namespace + "/" + name;
        return find(key)
                .orElseThrow(
                        () -> new Refusal(404, "there is no stack " + key + "; 'stockade get' lists what there is"));
    }

    /** @param manifest as JSON */
    StackObject apply(byte[] manifest);

    /** @param plan the id of the plan that may be carried out */
    StackObject approve(String stack, String plan);

    /** Compares the stack in full now. */
    StackObject reconcile(String stack);

    /**
     * Takes what somebody decides upon a drift.
     *
     * @param choice in the words of {@link io.stockade.reconcile.DriftChoice}; {@code null} withdraws what was decided
     */
    DriftReply decide(String stack, String key, @Nullable String choice);

    /** Who may have made a drift: as an event told, or else as CloudTrail remembers it. */
    DriftReply who(String stack, String key);

    /** Has a secret rotated at once. */
    RotationRequest rotate(String stack, String secret);

    StackObject delete(String stack);

    /** What would be done about a manifest, in JSON, in the world as it is. */
    PlanReply plan(byte[] manifest);

    /**
     * Changes something behind the product's back; in a sandbox only.
     *
     * @param what the name of the change
     * @return what was done, for people
     */
    String tamper(String stack, String what, long seed);

    /**
     * The calls of the last hour.
     *
     * @param stack whose; {@code null} for everybody's
     */
    CallReport calls(@Nullable String stack);

    /** Every call since the service was started. */
    List<CallReport.Total> callTotals();

    /** How rotations ended since the service was started. */
    List<RotationTotal> rotationTotals();

    /** What is measured of the whole service, with labels. */
    List<Measure> measures();

    /** What can be measured of the whole service, by name. */
    Map<String, Number> totals();
}
