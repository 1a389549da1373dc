package io.stockade.spec.rules;

import io.stockade.schedule.ScheduleException;
import io.stockade.spec.SpecProblem;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Texts of schedules and windows, as rules look at them. */
final class Schedules {
    private Schedules() {}

    /** What a text says; empty if there is none, or none that can be read, which is a problem then. */
    static <T> Optional<T> parse(
            String path, @Nullable String text, Function<String, T> parser, Consumer<SpecProblem> problems) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text));
        } catch (ScheduleException wrong) {
            problems.accept(
                    SpecProblem.error(path, "'" + text + "' " + wrong.problem()).expecting(wrong.expected()));
            return Optional.empty();
        }
    }
}
