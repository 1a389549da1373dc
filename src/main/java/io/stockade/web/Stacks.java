package io.stockade.web;

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

    /** @param manifest as JSON */
    StackObject apply(byte[] manifest);

    /** @param plan the id of the plan that may be carried out */
    StackObject approve(String stack, String plan);

    /** Compares the stack in full now. */
    StackObject reconcile(String stack);

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

    /** What can be measured of the whole service, by name. */
    Map<String, Number> totals();
}
