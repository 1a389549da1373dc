package io.stockade.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time every so many days, at midnight, or every so many hours, on the hour.
 *
 * <p>AWS: "For a rotation schedule that uses a rate() expression in days, the rotation window starts at midnight", and
 * "windows always start on the hour". So a rate counts from the day, or the hour, that its anchor is in.
 */
record RateSchedule(int value, Unit unit) implements Schedule {
    private static final Pattern RATE = Pattern.compile("rate\\(([0-9]{1,9}) (hour|day)s?\\)");
    private static final Pattern EVERY = Pattern.compile("([0-9]{1,9})([hd])");

    /** AWS: "The maximum rotation period is 999 days." */
    private static final Duration MOST = Duration.ofDays(999);

    /** What a rate is counted in. */
    enum Unit {
        HOUR(Duration.ofHours(1)),
        DAY(Duration.ofDays(1));

        private final Duration length;

        Unit(Duration length) {
            this.length = length;
        }
    }

    static Schedule parse(String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches()) {
            throw new ScheduleException(
                    "is no schedule of AWS", "cron(0 3 ? * SUN *), rate(30 days) or rate(12 hours)");
        }
        return checked(Integer.parseInt(matcher.group(1)), matcher.group(2).equals("day") ? Unit.DAY : Unit.HOUR);
    }

    static Schedule every(String interval) {
        Matcher matcher = EVERY.matcher(interval);
        if (!matcher.matches()) {
            throw new ScheduleException("is no interval", "a number of days or hours such as 30d or 12h");
        }
        return checked(Integer.parseInt(matcher.group(1)), matcher.group(2).equals("d") ? Unit.DAY : Unit.HOUR);
    }

    private static Schedule checked(int value, Unit unit) {
        Duration period = unit.length.multipliedBy(value);
        if (period.compareTo(LEAST_GAP) < 0) {
            throw new ScheduleException("comes more often than AWS rotates", "4 hours or more");
        }
        if (period.compareTo(MOST) > 0) {
            throw new ScheduleException("comes more rarely than AWS rotates", "999 days or less");
        }
        return new RateSchedule(value, unit);
    }

    @Override
    public String text() {
        String name = unit == Unit.DAY ? "day" : "hour";
        return "rate(" + value + " " + name + (value == 1 ? ")" : "s)");
    }

    @Override
    public Optional<Instant> next(Instant after, Instant anchor) {
        long start = start(anchor);
        long passed = Math.max(after.getEpochSecond(), Days.FIRST_SECOND - 1) - start;
        long count = Math.max(1, Math.floorDiv(passed, period()) + 1);
        long time = start + count * period();
        return time > Days.LAST_SECOND ? Optional.empty() : Optional.of(Instant.ofEpochSecond(time));
    }

    @Override
    public Optional<Instant> latest(Instant notAfter, Instant anchor) {
        long start = start(anchor);
        long passed = Math.min(notAfter.getEpochSecond(), Days.LAST_SECOND) - start;
        long count = Math.floorDiv(passed, period());
        long time = start + count * period();
        return count < 1 || time < Days.FIRST_SECOND ? Optional.empty() : Optional.of(Instant.ofEpochSecond(time));
    }

    @Override
    public Duration shortestGap() {
        return Duration.ofSeconds(period());
    }

    @Override
    public Duration usualWindow() {
        return unit.length;
    }

    /** Of a rate in hours, AWS wants no more than that the window ends before the next time. */
    @Override
    public Duration longestWindow() {
        Duration day = Duration.ofDays(1);
        return shortestGap().compareTo(day) < 0 ? shortestGap() : day;
    }

    private long start(Instant anchor) {
        long step = unit.length.toSeconds();
        return Math.floorDiv(anchor.getEpochSecond(), step) * step;
    }

    private long period() {
        return unit.length.toSeconds() * value;
    }

    @Override
    public String toString() {
        return text();
    }
}
