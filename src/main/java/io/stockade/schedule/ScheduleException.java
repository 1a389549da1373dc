package io.stockade.schedule;

import org.jspecify.annotations.Nullable;

/** Says what is wrong with a schedule or a window, where, and what was expected there. */
public final class ScheduleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final @Nullable String expected;

    ScheduleException(String problem, @Nullable String expected) {
        super(expected == null ? problem : problem + "; expected " + expected);
        this.problem = problem;
        this.expected = expected;
    }

    /** What is wrong, without what was expected. */
    public String problem() {
        return problem;
    }

    /** What would have been right; null when the problem says it. */
    public @Nullable String expected() {
        return expected;
    }
}
