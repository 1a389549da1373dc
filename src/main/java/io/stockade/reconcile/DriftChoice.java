package io.stockade.reconcile;

import io.stockade.spec.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided about one drift, as annotations and the state of the folder keep it: {@code Accept}, {@code
 * Revert} or {@code IgnoreUntil 2026-12-01T00:00:00Z}, and behind a semicolon why.
 *
 * @param until when {@link Kind#IGNORE_UNTIL} ends; {@code null} for the others
 * @param reason empty if nobody gave one
 */
public record DriftChoice(Kind kind, @Nullable Instant until, String reason) {
    /** What is expected of a text, for people. */
    public static final String EXPECTED =
            "Accept, Revert or IgnoreUntil 2026-12-01T00:00:00Z, then '; why' if you like";

    /** The annotation that says the same as {@code stockade drift}; the key of the drift follows. */
    public static final String ANNOTATION = "drift.stockade.dev/";

    /** What is to be done. */
    public enum Kind {
        /** It stays as it is. */
        ACCEPT("Accept"),
        /** It is put right now, whatever the manifest says of such drift. */
        REVERT("Revert"),
        /** It stays as it is until a time. */
        IGNORE_UNTIL("IgnoreUntil");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    public static DriftChoice accept(String reason) {
        return new DriftChoice(Kind.ACCEPT, null, reason);
    }

    public static DriftChoice revert(String reason) {
        return new DriftChoice(Kind.REVERT, null, reason);
    }

    public static DriftChoice ignore(Instant until, String reason) {
        return new DriftChoice(Kind.IGNORE_UNTIL, until, reason);
    }

    /** What a text says; empty if it says nothing that is known. */
    public static Optional<DriftChoice> parse(String text) {
        int end = text.indexOf(';');
        String what = (end < 0 ? text : text.substring(0, end)).strip();
        String reason = end < 0 ? "" : text.substring(end + 1).strip();
        if (what.equals(Kind.ACCEPT.text)) {
            return Optional.of(accept(reason));
        }
        if (what.equals(Kind.REVERT.text)) {
            return Optional.of(revert(reason));
        }
        String ignore = Kind.IGNORE_UNTIL.text + " ";
        return what.startsWith(ignore)
                ? Timestamp.read(what.substring(ignore.length()).strip()).map(until -> ignore(until, reason))
                : Optional.empty();
    }

    /** What annotations say of drifts, by the key of the drift. */
    public static SortedMap<String, String> among(Map<String, String> annotations) {
        SortedMap<String, String> decisions = new TreeMap<>();
        annotations.forEach((name, text) -> {
            if (name.startsWith(ANNOTATION)) {
                decisions.put(name.substring(ANNOTATION.length()), text);
            }
        });
        return decisions;
    }

    /** The text of it. */
    public String text() {
        return kind + (until == null ? "" : " " + until) + (reason.isEmpty() ? "" : "; " + reason);
    }
}
