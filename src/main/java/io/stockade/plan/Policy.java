package io.stockade.plan;

import io.stockade.plan.Decision.Verdict;

/** What the user wants done about drift, one drift at a time. */
@FunctionalInterface
public interface Policy {
    /** Everything is put right. */
    Policy CORRECT = drift -> new Ruling(Verdict.CORRECT, "");

    /** Everything is shown and left alone. */
    Policy REPORT = drift -> new Ruling(Verdict.REPORT, "drift.mode is Report");

    /** What is to be done about one drift, as far as the user has a say in it. */
    Ruling about(Drift drift);

    /**
     * An answer.
     *
     * @param verdict any but {@link Verdict#APPLY} and {@link Verdict#UNKNOWN}
     * @param reason whose will it is, for people; empty if nobody said anything special
     */
    record Ruling(Verdict verdict, String reason) {
        /** Whether somebody wants it left as it is, whoever made it so. */
        boolean tolerated() {
            return verdict.tolerated();
        }
    }
}
