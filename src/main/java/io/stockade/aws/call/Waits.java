package io.stockade.aws.call;

import java.time.Duration;
import java.util.List;

/** Waits in words so round that they hardly change while somebody waits: each word is written down somewhere. */
final class Waits {
    private static final List<Step> STEPS = List.of(
            new Step(10, "less than 10 s"),
            new Step(30, "less than 30 s"),
            new Step(60, "less than 1 min"),
            new Step(2 * 60, "about 2 min"),
            new Step(5 * 60, "about 5 min"),
            new Step(10 * 60, "about 10 min"),
            new Step(20 * 60, "about 20 min"),
            new Step(40 * 60, "about 40 min"));

    private Waits() {}

    private record Step(long most, String words) {}

    /** A wait, rounded up. */
    static String about(Duration wait) {
        for (Step step : STEPS) {
            if (wait.toMillis() <= step.most * 1000) {
                return step.words;
            }
        }
        long hours = (wait.toMinutes() + 59) / 60;
        return hours <= 1 ? "about an hour" : "about " + hours + " h";
    }
}
