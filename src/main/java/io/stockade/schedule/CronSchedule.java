package io.stockade.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Hours on days of the calendar.
 *
 * @param text as AWS takes it
 * @param hours bit 0 is midnight
 */
record CronSchedule(String text, int hours, Days days) implements Schedule {
    private static final int DAY = 24;

    @Override
    public Optional<Instant> next(Instant after, Instant anchor) {
        if (after.getEpochSecond() < Days.FIRST_SECOND) {
            return days.from(Days.FIRST).map(day -> at(day, firstHour()));
        }
        if (after.getEpochSecond() > Days.LAST_SECOND) {
            return Optional.empty();
        }
        LocalDateTime time = LocalDateTime.ofInstant(after, ZoneOffset.UTC);
        LocalDate today = time.toLocalDate();
        int later = hours & -(1 << (time.getHour() + 1));
        return later != 0 && days.contains(today)
                ? Optional.of(at(today, Integer.numberOfTrailingZeros(later)))
                : days.from(today.plusDays(1)).map(day -> at(day, firstHour()));
    }

    @Override
    public Optional<Instant> latest(Instant notAfter, Instant anchor) {
        if (notAfter.getEpochSecond() < Days.FIRST_SECOND) {
            return Optional.empty();
        }
        if (notAfter.getEpochSecond() > Days.LAST_SECOND) {
            return days.until(Days.LAST).map(day -> at(day, lastHour()));
        }
        LocalDateTime time = LocalDateTime.ofInstant(notAfter, ZoneOffset.UTC);
        LocalDate today = time.toLocalDate();
        int earlier = hours & ((1 << (time.getHour() + 1)) - 1);
        return earlier != 0 && days.contains(today)
                ? Optional.of(at(today, highest(earlier)))
                : days.until(today.minusDays(1)).map(day -> at(day, lastHour()));
    }

    @Override
    public Duration shortestGap() {
        long shortest = days.shortestGap() * DAY - lastHour() + firstHour();
        int earlier = firstHour();
        for (int hour = earlier + 1; hour < DAY; hour++) {
            if ((hours & (1 << hour)) != 0) {
                shortest = Math.min(shortest, hour - earlier);
                earlier = hour;
            }
        }
        return Duration.ofHours(shortest);
    }

    @Override
    public Duration usualWindow() {
        boolean inHours = Integer.bitCount(hours) > 1;
        return Duration.ofHours(inHours ? 1 : DAY - firstHour());
    }

    @Override
    public Duration longestWindow() {
        Duration restOfDay = Duration.ofHours(DAY - lastHour());
        return shortestGap().compareTo(restOfDay) < 0 ? shortestGap() : restOfDay;
    }

    private int firstHour() {
        return Integer.numberOfTrailingZeros(hours);
    }

    private int lastHour() {
        return highest(hours);
    }

    private static int highest(int bits) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(bits);
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(hour, ChronoUnit.HOURS);
    }

    @Override
    public String toString() {
        return text;
    }
}
