package io.stockade.standalone;

import io.stockade.reconcile.FrontEnd.Known;
import io.stockade.status.StackStatus;
import io.stockade.status.StackStatus.PendingPlan;
import org.jspecify.annotations.Nullable;

/** Which plan a person can approve: one that nobody was shown is a slip, and would count as soon as it came up. */
final class AwaitedPlan {
    private AwaitedPlan() {}

    /**
     * Lets pass the plan that waits, and one that is approved already.
     *
     * @throws RefusedException if it is neither
     */
    static void check(Known stack, String plan) {
        PendingPlan awaited = awaited(stack.status());
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

    private static @Nullable PendingPlan awaited(@Nullable StackStatus status) {
        return status == null ? null : status.plan();
    }
}
