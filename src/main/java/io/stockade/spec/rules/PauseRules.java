package io.stockade.spec.rules;

import io.stockade.spec.PauseSpec;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import java.util.List;
import java.util.function.Consumer;

/** A pause ends at a time that exists. */
final class PauseRules implements Rule {
    private static final String UNTIL = "spec.pause.until";

    @Override
    public List<String> reads() {
        return List.of("spec.pause");
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        SecureStack stack = subject.stack();
        PauseSpec pause = stack.spec().pause();
        if (pause != null && pause.until() != null && pause.end().isEmpty()) {
            problems.accept(SpecProblem.error(UNTIL, "'" + pause.until() + "' is no time that exists")
                    .expecting("a time such as 2026-12-01T00:00:00Z"));
        }
    }
}
