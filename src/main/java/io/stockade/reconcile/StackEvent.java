package io.stockade.reconcile;

import io.stockade.rotation.RotationNews;
import java.time.Instant;
import java.util.Optional;

/**
 * Something happened to a stack. There is no event when nothing happened.
 *
 * @param type {@code Normal} or {@code Warning}
 * @param reason a word, such as {@code DriftFound}
 */
public record StackEvent(Instant time, String stack, String type, String reason, String message) {
    /** What happened to a secret. Of failures in a row only the first is an event. */
    static Optional<StackEvent> of(String stack, RotationNews news, Instant now) {
        boolean failed = news.what() == RotationNews.What.FAILED;
        if (failed && news.attempt() > 1) {
            return Optional.empty();
        }
        String what =
                failed ? "Secret " + news.secret() + " (" + news.reason() + "): " : "Secret " + news.secret() + ": ";
        String type = failed ? "Warning" : "Normal";
        return Optional.of(new StackEvent(now, stack, type, news.what().toString(), what + news.message()));
    }
}
