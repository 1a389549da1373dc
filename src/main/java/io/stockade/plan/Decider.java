package io.stockade.plan;

import io.stockade.plan.Decision.Verdict;
import java.util.List;

/** Decides what is to be done about each difference. */
public final class Decider {
    private Decider() {}

    /** One decision for each difference, in the same order. */
    public static List<Decision> decide(List<Difference> differences, Policy policy) {
        return differences.stream()
                .map(difference -> decide(difference, policy))
                .toList();
    }

    private static Decision decide(Difference difference, Policy policy) {
        if (difference.type() == Difference.Type.UNKNOWN) {
            return new Decision(difference, Verdict.UNKNOWN, difference.note());
        }
        if (difference.foreign()) {
            return new Decision(difference, Verdict.REPORT, "not ours: never touched");
        }
        if (difference.type() == Difference.Type.BROKEN) {
            return new Decision(difference, Verdict.REPORT, broken(difference));
        }
        return switch (difference.origin()) {
            case USER -> new Decision(difference, Verdict.APPLY, applied(difference));
            case DRIFT -> drift(difference, policy, "changed outside Stockade");
            case UNKNOWN -> unknown(difference, policy);
        };
    }

    /** It has the values that it should have, so there is nothing to write: it works again when what it needs does. */
    private static String broken(Difference difference) {
        return difference.note().isEmpty()
                ? "it is as declared, but does not work: waiting for AWS to bring it back"
                : "it is as declared, but does not work: " + difference.note();
    }

    private static String applied(Difference difference) {
        return switch (difference.type()) {
            case MISSING -> "declared, and not made yet";
            case CHANGED -> "the manifest changed";
            case SURPLUS -> superseded(difference) ? "its successor is ready" : "no longer declared";
            case UNEXPECTED -> "not declared";
            case BROKEN, UNKNOWN -> difference.note();
        };
    }

    private static boolean superseded(Difference difference) {
        return difference.leftover() != null && difference.leftover().kind() == Leftover.Kind.SUPERSEDED;
    }

    private static Decision drift(Difference difference, Policy policy, String reason) {
        return policy.correctDrift()
                ? new Decision(difference, Verdict.CORRECT, reason)
                : new Decision(difference, Verdict.REPORT, reason + "; drift.mode is Report");
    }

    private static Decision unknown(Difference difference, Policy policy) {
        if (!difference.destructive()) {
            return drift(difference, policy, "differs, and what was last applied is not remembered");
        }
        if (superseded(difference)) {
            return new Decision(difference, Verdict.REPORT, "kept until its successor is ready");
        }
        return new Decision(
                difference,
                Verdict.REPORT,
                "what was last applied is not remembered, and nothing is taken away on doubt");
    }
}
