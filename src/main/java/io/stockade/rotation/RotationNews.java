package io.stockade.rotation;

/**
 * Something happened to a secret that people may want to know.
 *
 * @param secret as in the manifest
 * @param reason of a failure, in a word; empty if it is none
 * @param attempt how many tries failed in a row; 0 if none did
 * @param message for people; never a value
 */
public record RotationNews(String secret, What what, String reason, int attempt, String message) {
    /** What happened. */
    public enum What {
        BEGAN("RotationBegan"),
        DONE("Rotated"),
        FAILED("RotationFailed"),
        AWAITING_VALUE("AwaitingValue"),
        CLEANED("PendingCleaned");

        private final String text;

        What(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static RotationNews of(String secret, What what, String message) {
        return new RotationNews(secret, what, "", 0, message);
    }
}
