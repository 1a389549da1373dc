package io.stockade.status;

import io.stockade.apply.ChangeResult;
import io.stockade.graph.Address;
import io.stockade.plan.Decision;
import io.stockade.plan.Difference;
import io.stockade.status.StackStatus.DriftEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns decisions about drift into the lines that users read, and keeps when each was first seen. */
public final class Drifts {
    private static final Comparator<Decision> WORST_FIRST = Comparator.comparing(
                    (Decision each) -> each.difference().severity())
            .thenComparing(each -> each.difference().address());

    private Drifts() {}

    /**
     * Whether AWS is not as we left it; what the user changed, and what nobody knows, is not drift. What does not work
     * while AWS is still working on the stack is not drift either: it may only not work yet.
     */
    static boolean isDrift(Decision decision, boolean settling) {
        boolean notYet = settling && decision.difference().type() == Difference.Type.BROKEN;
        return switch (decision.verdict()) {
            case CORRECT, REPORT -> !notYet;
            case APPLY, ACCEPT, UNKNOWN -> false;
        };
    }

    /** Those of the decisions that are drift. */
    static List<Decision> among(Findings findings) {
        boolean settling = findings.states().values().stream().anyMatch(ResourceState::moving);
        return findings.decisions().stream()
                .filter(each -> isDrift(each, settling))
                .toList();
    }

    /**
     * Every drift, worst first.
     *
     * @param previous every one of the last pass; after a restart those that its status listed
     */
    public static List<DriftEntry> of(Findings findings, List<DriftEntry> previous) {
        String now = findings.now().toString();
        Map<String, String> firstSeen = new HashMap<>();
        previous.forEach(entry -> firstSeen.put(key(entry.resource(), entry.field(), entry.type()), entry.firstSeen()));
        Map<Address, ChangeResult> byAddress = new HashMap<>();
        findings.results().forEach(result -> byAddress.put(result.change().address(), result));
        List<DriftEntry> entries = new ArrayList<>();
        among(findings).stream().sorted(WORST_FIRST).forEach(decision -> {
            String doing = doing(decision, byAddress.get(decision.difference().address()));
            for (DriftEntry entry : entries(decision.difference(), doing, now)) {
                String since = firstSeen.getOrDefault(key(entry.resource(), entry.field(), entry.type()), now);
                entries.add(since(entry, since));
            }
        });
        return List.copyOf(entries);
    }

    private static List<DriftEntry> entries(Difference difference, String doing, String now) {
        if (difference.fields().isEmpty()) {
            return List.of(entry(difference, "", expected(difference), actual(difference), doing, now));
        }
        return difference.fields().stream()
                .map(field -> entry(difference, field.path(), field.expected(), field.actual(), doing, now))
                .toList();
    }

    private static DriftEntry entry(
            Difference difference, String field, String expected, String actual, String doing, String now) {
        return new DriftEntry(
                difference.address().toString(),
                difference.id(),
                field,
                expected,
                actual,
                word(difference.type().name()),
                word(difference.severity().name()),
                now,
                doing);
    }

    private static String expected(Difference difference) {
        return switch (difference.type()) {
            case MISSING, CHANGED, UNKNOWN -> "exists";
            case BROKEN -> "works";
            case UNEXPECTED, SURPLUS -> "absent";
        };
    }

    private static String actual(Difference difference) {
        return switch (difference.type()) {
            case MISSING -> "absent";
            case BROKEN -> difference.note().isEmpty() ? "does not work" : difference.note();
            case UNEXPECTED, SURPLUS, CHANGED -> "exists";
            case UNKNOWN -> "unknown";
        };
    }

    private static String doing(Decision decision, @Nullable ChangeResult result) {
        if (result == null) {
            return decision.reason();
        }
        return switch (result.outcome()) {
            case DONE -> "repaired, to be verified";
            case PENDING, WAITING -> "being repaired: " + result.message();
            case DEFERRED -> "repair waits for the call rate";
            case FAILED -> "repair failed: " + result.message();
        };
    }

    private static DriftEntry since(DriftEntry entry, String firstSeen) {
        return new DriftEntry(
                entry.resource(),
                entry.id(),
                entry.field(),
                entry.expected(),
                entry.actual(),
                entry.type(),
                entry.severity(),
                firstSeen,
                entry.doing());
    }

    private static String key(String resource, String field, String type) {
        return resource + " " + field + " " + type;
    }

    private static String word(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
