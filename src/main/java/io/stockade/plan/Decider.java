package io.stockade.plan;

import io.stockade.plan.Decision.Verdict;
import io.stockade.plan.Difference.Field;
import io.stockade.plan.Policy.Ruling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Decides what is to be done about each difference; where its fields are treated differently, about each of them. */
public final class Decider {
    private Decider() {}

    /** The decisions, in the order of the differences. */
    public static List<Decision> decide(List<Difference> differences, Policy policy) {
        return differences.stream()
                .flatMap(difference -> decide(difference, policy))
                .toList();
    }

    private static Stream<Decision> decide(Difference difference, Policy policy) {
        if (difference.fields().isEmpty()) {
            Ruling ruling = ruling(new Drift(difference, null), policy);
            return Stream.of(new Decision(difference, ruling.verdict(), ruling.reason()));
        }
        Map<Ruling, List<Field>> byRuling = new LinkedHashMap<>();
        Drift.of(difference)
                .forEach(drift -> byRuling.computeIfAbsent(ruling(drift, policy), ignored -> new ArrayList<>())
                        .add(Objects.requireNonNull(drift.field())));
        return byRuling.entrySet().stream()
                .map(entry -> new Decision(
                        difference.of(entry.getValue()),
                        entry.getKey().verdict(),
                        entry.getKey().reason()));
    }

    private static Ruling ruling(Drift drift, Policy policy) {
        Difference difference = drift.difference();
        if (difference.type() == Difference.Type.UNKNOWN) {
            return new Ruling(Verdict.UNKNOWN, difference.note());
        }
        Ruling wish = policy.about(drift);
        if (difference.foreign()) {
            return tolerated(wish, "not ours: never touched");
        }
        if (difference.type() == Difference.Type.BROKEN) {
            return tolerated(wish, broken(difference));
        }
        return switch (difference.origin()) {
            case USER -> changedByUser(difference, wish);
            case UNFINISHED -> new Ruling(Verdict.APPLY, applied(difference));
            case DRIFT -> drift(wish, "changed outside Stockade");
            case UNKNOWN -> unknown(drift, wish);
        };
    }

    /** What we can't put right, or never would. */
    private static Ruling tolerated(Ruling wish, String reason) {
        return wish.tolerated() ? wish : new Ruling(Verdict.REPORT, reason);
    }

    /** A field that somebody wants left as it is, is so when another field of the same thing is edited. */
    private static Ruling changedByUser(Difference difference, Ruling wish) {
        boolean kept = difference.type() == Difference.Type.CHANGED && wish.tolerated();
        return kept ? wish : new Ruling(Verdict.APPLY, applied(difference));
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

    private static Ruling drift(Ruling wish, String what) {
        return wish.reason().isEmpty() ? new Ruling(wish.verdict(), what) : whose(wish, what);
    }

    private static Ruling whose(Ruling wish, String what) {
        return new Ruling(wish.verdict(), what + "; " + wish.reason());
    }

    private static Ruling unknown(Drift drift, Ruling wish) {
        boolean takesAway = drift.difference().destructive();
        if (!takesAway) {
            return drift(wish, "differs, and what was last applied is not remembered");
        }
        if (wish.tolerated()) {
            return wish;
        }
        return superseded(drift.difference())
                ? new Ruling(Verdict.REPORT, "kept until its successor is ready")
                : new Ruling(
                        Verdict.REPORT, "what was last applied is not remembered, and nothing is taken away on doubt");
    }
}
