package io.stockade.spec;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A time as people write it, with its offset: {@code 2026-12-01T00:00:00Z}. */
public final class Timestamp {
    private Timestamp() {}

    /** The time; empty when there is none, or none that can be read. */
    public static Optional<Instant> read(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
