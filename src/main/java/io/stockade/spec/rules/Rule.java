package io.stockade.spec.rules;

import io.stockade.spec.SpecProblem;
import java.util.List;
import java.util.function.Consumer;

/** What must hold of one subject of a manifest. */
interface Rule {
    /** The paths that must be sound as a whole; where one of them is malformed, the rule has nothing to say. */
    List<String> reads();

    void check(Subject subject, Consumer<SpecProblem> problems);
}
