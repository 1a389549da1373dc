package io.stockade.rotation;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a secret fares: what users are told of it, which is never a value.
 *
 * @param name as in the manifest
 * @param fullName as in AWS; empty while it is not there
 * @param arn {@code null} while it is not there
 * @param strategy {@code Generated}, {@code Lambda}, or {@code None}
 * @param step of the rotation under way; empty if none is
 * @param reason why it is as it is, in a word; empty if all is well
 * @param message the same for people, and what to do about it
 * @param attempt how many times the rotation was begun that is under way or failed; 0 if none
 * @param lastRotation when its value was made that readers get; {@code null} if nobody knows
 * @param nextRotation when it is due next; {@code null} if it never is
 * @param versions ids by label
 */
public record SecretHealth(
        String name,
        String fullName,
        @Nullable String arn,
        String strategy,
        State state,
        String step,
        String reason,
        String message,
        int attempt,
        @Nullable Instant lastRotation,
        @Nullable Instant nextRotation,
        SortedMap<String, String> versions) {
    public SecretHealth {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    /** In a word. */
    public enum State {
        /** Readers get what they should. */
        CURRENT("Current"),
        /** Somebody has to put a value there. */
        AWAITING_VALUE("AwaitingValue"),
        /** A new version is on its way. */
        ROTATING("Rotating"),
        /** The last try failed; it is tried again. */
        FAILED("Failed"),
        /** Its time has passed, and nobody rotated it. */
        OVERDUE("Overdue"),
        /** It could not be seen. */
        UNKNOWN("Unknown");

        private final String text;

        State(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
