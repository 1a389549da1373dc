package io.stockade.plan;

/**
 * What is to be done about a difference.
 *
 * @param reason why, for people
 */
public record Decision(Difference difference, Verdict verdict, String reason) {
    /** Whether something is to be written because of it. */
    boolean acts() {
        return verdict == Verdict.APPLY || verdict == Verdict.CORRECT;
    }

    /** The possible answers. */
    public enum Verdict {
        /** The user's change: carry it out. */
        APPLY,
        /** Drift: put it right. */
        CORRECT,
        /** Drift that is put right when a window of time opens. */
        CORRECT_LATER,
        /** Drift, shown and left alone. */
        REPORT,
        /** Drift that comes back as often as it is put right: somebody else wants it so. */
        STOPPED,
        /** Drift that somebody accepted. */
        ACCEPT,
        /** Drift that somebody doesn't want to hear of for some time. */
        IGNORE,
        /** Nobody knows enough to act. */
        UNKNOWN;

        /** Whether somebody wants it left as it is. */
        public boolean tolerated() {
            return this == ACCEPT || this == IGNORE;
        }
    }
}
