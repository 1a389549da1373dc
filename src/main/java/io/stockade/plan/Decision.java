package io.stockade.plan;

/**
 * What is to be done about a difference.
 *
 * @param reason why, for people
 */
public record Decision(Difference difference, Verdict verdict, String reason) {
    /** The possible answers. */
    public enum Verdict {
        /** The user's change: carry it out. */
        APPLY,
        /** Drift: put it right. */
        CORRECT,
        /** Drift, shown and left alone. */
        REPORT,
        /** Drift that somebody accepted. */
        ACCEPT,
        /** Nobody knows enough to act. */
        UNKNOWN
    }
}
