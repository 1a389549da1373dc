package io.stockade.cloud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How well a kind was read.
 *
 * @param readAt when it was last read in full; {@code null} if never
 * @param problem why the newest read failed; {@code null} if it did not
 */
public record Coverage(@Nullable Instant readAt, @Nullable String problem) {
    public static final Coverage NEVER = new Coverage(null, null);

    /** Whether absence from the picture means anything. */
    public boolean complete() {
        return readAt != null && problem == null;
    }
}
