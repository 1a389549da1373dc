package io.stockade.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The whole hours from each time of a schedule within which AWS begins a rotation.
 *
 * <p>Source: docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html
 */
public record RotationWindow(int hours) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,2})h");
    private static final int DAY = 24;

    /**
     * Reads a length.
     *
     * @param text such as {@code 2h}
     * @throws ScheduleException if it is no whole number of hours from 1 to 24
     */
    public static RotationWindow parse(String text) {
        Matcher matcher = FORM.matcher(text);
        int hours = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (hours < 1 || hours > DAY) {
            throw new ScheduleException("is no window", "whole hours from 1h to 24h, such as 2h");
        }
        return new RotationWindow(hours);
    }

    /** What AWS takes where none is given: an hour where a schedule is in hours, else what is left of the UTC day. */
    public static RotationWindow usual(Schedule schedule) {
        return new RotationWindow((int) schedule.usualWindow().toHours());
    }

    /** Why AWS would refuse this window for a schedule; empty when it fits. */
    public Optional<ScheduleException> problem(Schedule schedule) {
        Duration longest = schedule.longestWindow();
        if (length().compareTo(longest) <= 0) {
            return Optional.empty();
        }
        boolean meetsNext = longest.equals(schedule.shortestGap());
        return Optional.of(new ScheduleException(
                text() + " from a time of " + schedule.text() + " goes on into the "
                        + (meetsNext ? "next time" : "next UTC day"),
                longest.toHours() + "h or less"));
    }

    /** When the window that opened at a time of the schedule shuts. */
    public Instant end(Instant start) {
        return start.plus(length());
    }

    public Duration length() {
        return Duration.ofHours(hours);
    }

    /** As AWS takes it, such as {@code 2h}. */
    public String text() {
        return hours + "h";
    }

    @Override
    public String toString() {
        return text();
    }
}
