package io.stockade.spec.rules;

import io.stockade.schedule.RotationWindow;
import io.stockade.schedule.Schedule;
import io.stockade.spec.DriftRuleMode;
import io.stockade.spec.DriftRuleSpec;
import io.stockade.spec.DriftSpec;
import io.stockade.spec.DriftWindowSpec;
import io.stockade.spec.SpecProblem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A rule on drift is about something, and has what its mode needs. */
final class DriftRules implements Rule {
    @Override
    public List<String> reads() {
        return List.of("spec.drift");
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        DriftSpec drift = subject.stack().spec().drift();
        if (drift == null) {
            return;
        }
        for (int index = 0; index < drift.rules().size(); index++) {
            check("spec.drift.rules[" + index + "]", drift.rules().get(index), problems);
        }
    }

    private static void check(String path, DriftRuleSpec rule, Consumer<SpecProblem> problems) {
        if (rule.kind() == null && rule.name() == null && rule.field() == null && rule.severity() == null) {
            problems.accept(SpecProblem.error(path, "is about all drift")
                    .expecting("at least one of kind, name, field, severity; for all drift there is spec.drift.mode"));
        }
        needed(path + ".window", rule.window(), rule.mode() == DriftRuleMode.CORRECT_IN_WINDOW, problems);
        needed(path + ".until", rule.until(), rule.mode() == DriftRuleMode.IGNORE_UNTIL, problems);
        if (rule.until() != null && rule.end().isEmpty()) {
            problems.accept(SpecProblem.error(path + ".until", "'" + rule.until() + "' is no time that exists")
                    .expecting("a time such as 2026-12-01T00:00:00Z"));
        }
        if (rule.window() != null) {
            window(path + ".window", rule.window(), problems);
        }
    }

    private static void needed(String path, @Nullable Object value, boolean needed, Consumer<SpecProblem> problems) {
        String only = path.endsWith(".window") ? "CorrectInWindow" : "IgnoreUntil";
        if (needed && value == null) {
            problems.accept(SpecProblem.error(path, "is missing, and mode " + only + " needs it"));
        }
        if (!needed && value != null) {
            problems.accept(
                    SpecProblem.error(path, "means nothing for this mode").expecting("mode " + only));
        }
    }

    /** Unlike a rotation's, it may go on past midnight. */
    private static void window(String path, DriftWindowSpec window, Consumer<SpecProblem> problems) {
        Optional<Schedule> schedule = Schedules.parse(path + ".schedule", window.schedule(), Schedule::parse, problems);
        String at = path + ".duration";
        Schedules.parse(at, window.duration(), RotationWindow::parse, problems)
                .filter(length -> schedule.filter(times -> length.length().compareTo(times.shortestGap()) > 0)
                        .isPresent())
                .ifPresent(length -> problems.accept(
                        SpecProblem.error(at, length.text() + " goes on into the next time of " + window.schedule())
                                .expecting(schedule.orElseThrow().shortestGap().toHours() + "h or less")));
    }
}
