package io.stockade.cloud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How well a kind was read.
 *
 * @param readAt when it was last read in full; {@code null} if never
 * @param failure why the newest read failed; {@code null} if it did not
 */
public record Coverage(@Nullable Instant readAt, @Nullable Failure failure) {
    public static final Coverage NEVER = new Coverage(null, null);

    /**
     * A read that failed.
     *
     * @param message what failed, complete for a person
     * @param lasting whether only a person can help, so that trying again will not
     * @param since when the first of these failures in a row was
     */
    public record Failure(String message, boolean lasting, Instant since) {
        /** @param since when the first of these failures in a row was */
        public static Failure of(CloudException failure, Instant since) {
            return new Failure(String.valueOf(failure.getMessage()), lasting(failure.category()), since);
        }

        private static boolean lasting(CloudException.Category category) {
            return switch (category) {
                case DENIED, CREDENTIALS, UNSUPPORTED -> true;
                // A read that is "invalid" mostly names a page or a thing that was there a moment ago.
                case NOT_FOUND, ALREADY_EXISTS, DEPENDENCY, THROTTLED, QUOTA, INVALID, TOKEN_MISMATCH, UNCERTAIN ->
                    false;
            };
        }
    }

    /** Whether absence from the picture means anything. */
    public boolean complete() {
        return readAt != null && failure == null;
    }

    /** Why the newest read failed; {@code null} if it did not. */
    public @Nullable String problem() {
        return failure == null ? null : failure.message();
    }
}
