package io.stockade.standalone;

import io.stockade.reconcile.FrontEnd.Known;
import io.stockade.status.StackStatus;
import io.stockade.status.StackStatus.PendingPlan;

/** Which plan a person can approve: one that nobody was shown is a slip, and would count as soon as it came up. */
final class AwaitedPlan {
    private AwaitedPlan() {}

    /**
     * Lets pass the plan that waits, and one that is approved already.
     *
     * @throws RefusedException if it is neither
     */
    static void check(Known stack, String plan) {
        StackStatus status = stack.status();
        PendingPlan awaited = status == null ? null : status.plan();
        boolean waits = awaited != null && awaited.id().equals(plan);
        if (!waits && !plan.equals(stack.desired().approve())) {
            String key = stack.desired().manifest().key();
            String instead = awaited == null
                    ? "none of its plans does"
                    : "plan '" + awaited.id() + "' does: 'stockade describe " + key + "' shows it";
            throw new RefusedException(
                    RefusedException.Reason.CONFLICT,
                    "no plan '" + plan + "' of stack " + key + " waits for approval, and nothing was approved; "
                            + instead);
        }
    }
}
