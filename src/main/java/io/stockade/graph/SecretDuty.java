package io.stockade.graph;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about the value of a secret, and when: what no resource tells.
 *
 * @param name as in the manifest
 * @param rotation how it is rotated; {@code null} if it is not
 */
public record SecretDuty(
        Address secret,
        String name,
        ValueRecipe recipe,
        @Nullable Rotation rotation) {
    /** Who rotates. */
    public enum Strategy {
        /** Stockade makes the new version itself. */
        GENERATED("Generated"),
        /** Secrets Manager rotates by a function; Stockade watches that it happens. */
        LAMBDA("Lambda");

        private final String text;

        Strategy(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * How a secret is rotated.
     *
     * @param schedule in AWS's syntax, in UTC
     * @param window how long after each time it may begin; {@code null} for AWS's default
     * @param hooks ARN of the function that sets and tests a new version; {@code null} if nobody need be told
     */
    public record Rotation(
            Strategy strategy,
            String schedule,
            @Nullable Duration window,
            @Nullable String hooks) {}
}
