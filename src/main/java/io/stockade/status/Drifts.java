package io.stockade.status;

import io.stockade.apply.ChangeResult;
import io.stockade.graph.Address;
import io.stockade.plan.Decision;
import io.stockade.plan.Decision.Verdict;
import io.stockade.plan.Difference;
import io.stockade.plan.Difference.Severity;
import io.stockade.plan.Drift;
import io.stockade.plan.DriftClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns decisions about drift into the lines that users read. */
public final class Drifts {
    private static final Comparator<Told> WORST_FIRST = Comparator.comparing(Told::tolerated)
            .thenComparing(Told::unknown)
            .thenComparing(Told::severity)
            .thenComparing(told -> told.decision().difference().address());

    private Drifts() {}

    /** A drift with what was decided upon it. */
    private record Told(Drift drift, Decision decision) {
        boolean tolerated() {
            return decision.verdict().tolerated();
        }

        boolean unknown() {
            return drift.driftClass() == DriftClass.UNKNOWN;
        }

        Severity severity() {
            return drift.severity();
        }
    }

    /**
     * Whether AWS is not as we left it; what the user changed, and what nobody knows, is not drift, and what somebody
     * accepted isn't any more. What does not work while AWS is still working on the stack is not drift either: it may
     * only not work yet.
     */
    static boolean isDrift(Decision decision, boolean settling) {
        boolean notYet = settling && decision.difference().type() == Difference.Type.BROKEN;
        return switch (decision.verdict()) {
            case CORRECT, CORRECT_LATER, REPORT, STOPPED -> !notYet;
            case APPLY, ACCEPT, IGNORE, UNKNOWN -> false;
        };
    }

    /** Those of the decisions that are drift. */
    static List<Decision> among(Findings findings) {
        boolean settling = settling(findings);
        return findings.decisions().stream()
                .filter(each -> isDrift(each, settling))
                .toList();
    }

    private static boolean settling(Findings findings) {
        return findings.states().values().stream().anyMatch(ResourceState::moving);
    }

    /**
     * Every drift, worst first, after them what can't be ruled out in kinds that can't be read, and then those that
     * somebody accepted.
     *
     * @param times of this stack, which take note of what there is
     * @param authors of this stack's drift, which take note of it too
     * @param witness who may know who made it
     */
    public static List<DriftRecord> of(
            Findings findings, DriftTimes times, DriftAuthors authors, DriftAuthors.Witness witness) {
        boolean settling = settling(findings);
        Stream<Decision> seen = findings.decisions().stream()
                .filter(each -> isDrift(each, settling) || each.verdict().tolerated());
        List<Told> told = Stream.concat(seen, BlindSpots.decisions(findings).stream())
                .flatMap(each -> Drift.of(each.difference()).stream().map(drift -> new Told(drift, each)))
                .sorted(WORST_FIRST)
                .toList();
        times.see(told.stream().map(each -> each.drift().identity()).collect(Collectors.toSet()), findings.now());
        authors.see(
                told.stream().filter(each -> !each.unknown()).map(Told::drift).toList(), findings.now());
        Map<Address, ChangeResult> byAddress = new HashMap<>();
        findings.results().forEach(result -> byAddress.put(result.change().address(), result));
        List<DriftRecord> records = new ArrayList<>();
        for (Told each : told) {
            ChangeResult result = byAddress.get(each.decision().difference().address());
            DriftAuthor author = each.unknown() ? null : authors.of(each.drift(), witness);
            records.add(record(each, result, times.of(each.drift().identity()), findings, author));
        }
        return List.copyOf(records);
    }

    private static DriftRecord record(
            Told told,
            @Nullable ChangeResult result,
            DriftTimes.Times times,
            Findings findings,
            @Nullable DriftAuthor author) {
        Drift drift = told.drift();
        return new DriftRecord(
                drift.key(),
                drift.resource(),
                drift.difference().id(),
                drift.path(),
                drift.expected(),
                drift.actual(),
                drift.driftClass().toString(),
                word(drift.severity().name()),
                times.first().toString(),
                findings.now().toString(),
                times.count(),
                word(told.decision().verdict()),
                doing(told.decision(), result),
                author);
    }

    private static String doing(Decision decision, @Nullable ChangeResult result) {
        if (result == null || decision.verdict() != Verdict.CORRECT) {
            return decision.reason();
        }
        return switch (result.outcome()) {
            case DONE -> "repaired, to be verified";
            case PENDING, WAITING -> "being repaired: " + result.message();
            case DEFERRED -> "repair waits for the call rate";
            case FAILED -> "repair failed: " + result.message();
        };
    }

    /** The mode by which it is treated, in the manifest's words where it has one. */
    private static String word(Verdict verdict) {
        return switch (verdict) {
            case APPLY, CORRECT -> "Correct";
            case CORRECT_LATER -> "CorrectInWindow";
            case REPORT -> "Report";
            case STOPPED -> "Stopped";
            case ACCEPT -> "Accept";
            case IGNORE -> "IgnoreUntil";
            case UNKNOWN -> "Unknown";
        };
    }

    private static String word(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
