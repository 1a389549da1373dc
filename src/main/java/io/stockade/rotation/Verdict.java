package io.stockade.rotation;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one try at a rotation came to.
 *
 * @param step how far it came, in AWS's words; empty if not even that far
 * @param reason of a failure, in a word
 * @param message of a failure, for people, in our own words: what a function or AWS answers may hold a value
 * @param pause when to try again; {@code null} to leave it to the back-off
 * @param labels which version has which label now; {@code null} if nobody knows
 */
record Verdict(
        Kind kind,
        String step,
        String reason,
        String message,
        @Nullable Duration pause,
        @Nullable SortedMap<String, String> labels) {
    /** What follows. */
    enum Kind {
        /** The version is what readers get, or was. */
        DONE,
        /** The version was what readers got, long ago, and nobody remembered it. */
        SERVED,
        /** It does not matter now: another value is there, or another version goes first. */
        MOOT,
        /** AWS does not show yet what was done, or it is not our turn: no failure. */
        LATER,
        /** It is tried again with the same version. */
        FAILED,
        /** The version is certainly not in use, and lost its label: another one is made. */
        GIVEN_UP
    }

    static Verdict of(Kind kind, String step, SortedMap<String, String> labels) {
        return new Verdict(kind, step, "", "", null, labels);
    }

    static Verdict later(String step, Duration pause, @Nullable SortedMap<String, String> labels) {
        return new Verdict(Kind.LATER, step, "", "", pause, labels);
    }

    static Verdict failed(String step, String reason, String message, @Nullable SortedMap<String, String> labels) {
        return new Verdict(Kind.FAILED, step, reason, message, null, labels);
    }

    Verdict {
        labels = labels == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    Verdict after(Duration longer) {
        return new Verdict(kind, step, reason, message, longer, labels);
    }
}
