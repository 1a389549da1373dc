package io.stockade.reconcile;

import io.stockade.plan.Decision.Verdict;
import io.stockade.plan.Drift;
import io.stockade.plan.Policy;
import io.stockade.spec.DriftMode;
import io.stockade.spec.DriftRuleSpec;
import io.stockade.spec.DriftSpec;
import io.stockade.spec.DriftWindowSpec;
import io.stockade.status.DriftAuthor;
import io.stockade.status.DriftAuthors;
import io.stockade.text.Shortlist;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about each drift: what a person decided upon this very one; else the first rule of the manifest that
 * fits it; else the manifest's mode. What comes back as often as it is put right is left, unless a person says otherwise.
 */
final class DriftPolicy implements Policy {
    private static final int MOST_RIVALS = 3;

    private final DriftSpec spec;
    private final DriftMode mode;
    private final Map<String, String> decisions;
    private final Corrections corrections;
    private final DriftAuthors.Witness witness;
    private final String stack;
    private final Instant now;

    DriftPolicy(DesiredStack desired, Corrections corrections, DriftAuthors.Witness witness, Instant now) {
        this.spec = desired.manifest().spec().driftOrDefault();
        this.mode = desired.manifest().spec().driftMode();
        this.decisions = desired.driftDecisions();
        this.corrections = corrections;
        this.witness = witness;
        this.stack = desired.manifest().key();
        this.now = now;
    }

    @Override
    public Ruling about(Drift drift) {
        String decision = decisions.get(drift.key());
        if (decision == null) {
            return byManifest(drift);
        }
        Optional<DriftChoice> choice = DriftChoice.parse(decision);
        if (choice.isEmpty()) {
            Ruling ruling = byManifest(drift);
            return new Ruling(
                    ruling.verdict(),
                    joined(
                            ruling.reason(),
                            "the decision '" + decision + "' means nothing: expected " + DriftChoice.EXPECTED));
        }
        return byPerson(choice.get(), drift);
    }

    private Ruling byPerson(DriftChoice choice, Drift drift) {
        return switch (choice.kind()) {
            case ACCEPT -> new Ruling(Verdict.ACCEPT, because("accepted", choice.reason()));
            case REVERT -> new Ruling(Verdict.CORRECT, because("somebody wants it reverted", choice.reason()));
            case IGNORE_UNTIL ->
                now.isBefore(choice.until())
                        ? new Ruling(Verdict.IGNORE, because("ignored until " + choice.until(), choice.reason()))
                        : byManifest(drift);
        };
    }

    private Ruling byManifest(Drift drift) {
        Ruling ruling = spec.rules().stream()
                .filter(rule -> fits(rule, drift) && holds(rule))
                .findFirst()
                .map(this::byRule)
                .orElseGet(this::byMode);
        if (ruling.verdict() != Verdict.CORRECT) {
            return ruling;
        }
        List<String> rivals = corrections.rivals(
                drift.identity(),
                (after, seen) -> witness.of(drift.difference(), after, seen).map(DriftAuthor::actor));
        int often = corrections.lastHour(drift.identity(), now);
        return often < spec.correctionsPerHourOrDefault()
                ? ruling
                : new Ruling(
                        Verdict.STOPPED,
                        "put right " + often + " times within an hour, and changed again each time: "
                                + fight(rivals, drift) + ", and it is left until an hour has passed");
    }

    /** Who wants it otherwise, or how to find out. */
    private String fight(List<String> rivals, Drift drift) {
        if (rivals.isEmpty()) {
            return "somebody else wants it so ('stockade drift show " + stack + " " + drift.key() + "' asks who)";
        }
        return Shortlist.of(rivals, MOST_RIVALS) + (rivals.size() == 1 ? " wants it so" : " want it so");
    }

    private Ruling byMode() {
        return mode == DriftMode.CORRECT
                ? new Ruling(Verdict.CORRECT, "")
                : new Ruling(Verdict.REPORT, "drift.mode is Report");
    }

    private Ruling byRule(DriftRuleSpec rule) {
        String reason = rule.reason() == null ? "" : rule.reason();
        return switch (rule.mode()) {
            case CORRECT -> new Ruling(Verdict.CORRECT, "");
            case REPORT -> new Ruling(Verdict.REPORT, because("a rule of the manifest says Report", reason));
            case ACCEPT -> new Ruling(Verdict.ACCEPT, because("a rule of the manifest says Accept", reason));
            case IGNORE_UNTIL ->
                new Ruling(Verdict.IGNORE, because("a rule of the manifest ignores it until " + rule.until(), reason));
            case CORRECT_IN_WINDOW -> inWindow(rule.window(), reason);
        };
    }

    private Ruling inWindow(@Nullable DriftWindowSpec window, String reason) {
        if (window == null || window.openUntil(now).isPresent()) {
            return new Ruling(Verdict.CORRECT, "");
        }
        String when = window.opens(now)
                .map(opens -> "waits for the window that opens at " + opens)
                .orElse("waits for a window that never opens");
        return new Ruling(Verdict.CORRECT_LATER, because(when, reason));
    }

    /** When an answer may be another, though nothing happened: a window opens, or a time is over. */
    Optional<Instant> turns() {
        Stream<Instant> rules = spec.rules().stream()
                .flatMap(rule -> Stream.concat(
                        rule.end().stream(),
                        Stream.ofNullable(rule.window()).flatMap(window -> window.opens(now).stream())));
        Stream<Instant> choices = decisions.values().stream()
                .flatMap(text -> DriftChoice.parse(text).stream())
                .flatMap(choice -> Stream.ofNullable(choice.until()));
        return Stream.concat(rules, choices).filter(time -> time.isAfter(now)).min(Instant::compareTo);
    }

    private boolean holds(DriftRuleSpec rule) {
        return rule.end().filter(end -> !now.isBefore(end)).isEmpty();
    }

    private static boolean fits(DriftRuleSpec rule, Drift drift) {
        String kind = drift.difference().address().kind().name();
        boolean sameKind = rule.kind() == null || rule.kind().name().equals(kind);
        boolean sameSeverity = rule.severity() == null
                || rule.severity().name().equals(drift.severity().name());
        return sameKind
                && sameSeverity
                && like(rule.name(), drift.difference().address().name())
                && (like(rule.field(), drift.path()) || below(rule.field(), drift.path()));
    }

    private static boolean below(@Nullable String field, String path) {
        return field != null && like(field + ".*", path);
    }

    private static boolean like(@Nullable String pattern, String text) {
        if (pattern == null) {
            return true;
        }
        String[] parts = pattern.split("[*]", -1);
        String expression = Stream.of(parts)
                .map(Pattern::quote)
                .reduce((one, other) -> one + ".*" + other)
                .orElse("");
        return Pattern.matches(expression, text);
    }

    private static String because(String what, String reason) {
        return reason.isEmpty() ? what : what + " (" + reason + ")";
    }

    private static String joined(String one, String other) {
        return one.isEmpty() ? other : one + "; " + other;
    }
}
