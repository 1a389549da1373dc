package io.stockade.plan;

import org.jspecify.annotations.Nullable;

/**
 * What holds changes back.
 *
 * @param readOnly whether the whole service writes nothing
 * @param pausedBecause the reason that the user gave for a pause; {@code null} if there is none
 * @param approvedPlan id of the plan that a person approved; {@code null} if none
 * @param deletingStack whether the user asked for the deletion of all of it
 * @param blockedBecause what is wrong with the stack as a whole; {@code null} if nothing is
 */
public record GateRules(
        boolean readOnly,
        @Nullable String pausedBecause,
        ApprovalMode approval,
        @Nullable String approvedPlan,
        boolean deletingStack,
        @Nullable String blockedBecause) {}
