package io.stockade.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Ages in kubectl's manner: {@code 12s}, {@code 5m10s}, {@code 3h2m}, {@code 4d}. */
final class Ages {
    private static final String UNKNOWN = "<unknown>";

    private Ages() {}

    static String between(@Nullable String since, String now) {
        if (since == null) {
            return UNKNOWN;
        }
        try {
            return text(Duration.between(Instant.parse(since), Instant.parse(now)));
        } catch (DateTimeParseException unreadable) {
            return UNKNOWN;
        }
    }

    static String text(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        long minutes = seconds / 60;
        long hours = minutes / 60;
        if (seconds < 120) {
            return seconds + "s";
        }
        if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        }
        if (hours < 3) {
            return minutes + "m";
        }
        if (hours < 8) {
            return two(hours, "h", minutes % 60, "m");
        }
        return hours < 48 ? hours + "h" : hours / 24 + "d";
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : small + smallUnit);
    }
}
