package io.stockade.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The times at which a secret is due, in UTC and on the hour, at least four hours apart, between the years 1970 and 9999.
 *
 * <p>Source: docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 */
public sealed interface Schedule permits CronSchedule, RateSchedule {
    /** AWS: "You can rotate a secret as often as every four hours." */
    Duration LEAST_GAP = Duration.ofHours(4);

    /**
     * Reads AWS's own syntax.
     *
     * @param text such as {@code cron(0 3 ? * SUN *)} or {@code rate(30 days)}
     * @throws ScheduleException if AWS doesn't document such a schedule, or if it never comes
     */
    static Schedule parse(String text) {
        if (text.startsWith("cron(") && text.endsWith(")")) {
            return new CronParser(text).schedule();
        }
        return RateSchedule.parse(text);
    }

    /**
     * A shorter way to write a rate.
     *
     * @param interval such as {@code 30d} or {@code 12h}
     * @throws ScheduleException if it is none, or shorter or longer than AWS takes
     */
    static Schedule every(String interval) {
        return RateSchedule.every(interval);
    }

    /** The schedule as AWS takes it. */
    String text();

    /**
     * The first time after a moment.
     *
     * @param anchor what a rate counts from, and itself no time; a cron expression ignores it
     */
    Optional<Instant> next(Instant after, Instant anchor);

    /** The next times in order; fewer only at the end of the year 9999. */
    default List<Instant> next(Instant after, Instant anchor, int count) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> time = next(after, anchor);
        while (time.isPresent() && times.size() < count) {
            times.add(time.get());
            time = next(time.get(), anchor);
        }
        return List.copyOf(times);
    }

    /** The newest time that is not after a moment; empty when there was none yet. */
    Optional<Instant> latest(Instant notAfter, Instant anchor);

    /** The shortest time that ever passes between two times. */
    Duration shortestGap();

    /** The hours after which AWS shuts the window where nobody says how long it is. */
    Duration usualWindow();

    /** The longest window that ends on the UTC day on which it begins, and before the next time. */
    Duration longestWindow();
}
