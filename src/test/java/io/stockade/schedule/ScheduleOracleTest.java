package io.stockade.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random expressions come at exactly those minutes that an oracle finds by looking at every one. */
class ScheduleOracleTest {
    private static final int EXPRESSIONS = 150;
    private static final int STRETCH_DAYS = 80;

    /** More than any schedule has in a stretch: one that doesn't move on must not run forever. */
    private static final int MOST_TIMES = 24 * STRETCH_DAYS;

    private static final List<String> HOURS = List.of("0", "3", "12", "23", "/8", "2/10", "4/12", "/4", "1/6", "20/5");
    private static final List<String> DAYS = List.of(
            "*", "1", "15", "28", "29", "30", "31", "L", "1,15", "1-15", "1/2", "10/7", "SUNL", "FRIL", "2,28-30");
    private static final List<String> WEEKDAYS =
            List.of("*", "SUN", "7", "L", "MON-FRI", "1,4", "1/2", "TUE#1", "SUN#5", "6#4", "SAT#5", "WED,FRI");
    private static final List<String> MONTHS =
            List.of("*", "*", "*", "1", "FEB", "FEB,MAR", "1/3", "JAN,APR,JUL,OCT", "11-12", "1/11", "APR-JUN");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyMinuteIsInOrOut(long seed) {
        // Given
        Random random = new Random(seed);

        for (int index = 0; index < EXPRESSIONS; index++) {
            String text = expression(random);
            Instant start = moment(random);
            Instant end = start.plus(Duration.ofDays(STRETCH_DAYS));
            Schedule schedule = Schedule.parse(text);

            // When
            List<Instant> times = times(schedule, start, end);

            // Then
            List<Instant> expected = oracle(text, start, end);
            assertThat(times).as("%s from %s", text, start).isEqualTo(expected);
            assertThat(backwards(schedule, start, end))
                    .as("%s until %s", text, end)
                    .isEqualTo(expected);
            for (int time = 1; time < times.size(); time++) {
                assertThat(Duration.between(times.get(time - 1), times.get(time)))
                        .as(text)
                        .isGreaterThanOrEqualTo(schedule.shortestGap());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void nextAndLatestAgreeAtAnyMoment(long seed) {
        // Given
        Random random = new Random(seed);

        for (int index = 0; index < 20 * EXPRESSIONS; index++) {
            Schedule schedule = index % 2 == 0
                    ? Schedule.parse(expression(random))
                    : Schedule.every(4 + random.nextInt(900) + (random.nextBoolean() ? "h" : "d"));
            Instant anchor = moment(random);
            Instant moment = moment(random).plusNanos(random.nextInt(2));

            // When
            Optional<Instant> next = schedule.next(moment, anchor);

            // Then
            assertThat(next).isPresent();
            assertThat(next.get()).isAfter(moment);
            assertThat(schedule.latest(next.get(), anchor)).isEqualTo(next);
            assertThat(schedule.latest(next.get().minusNanos(1), anchor)).isEqualTo(schedule.latest(moment, anchor));
        }
    }

    private static List<Instant> times(Schedule schedule, Instant start, Instant end) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> time = schedule.next(start, Instant.EPOCH);
        while (time.isPresent() && !time.get().isAfter(end) && times.size() < MOST_TIMES) {
            times.add(time.get());
            time = schedule.next(time.get(), Instant.EPOCH);
        }
        return times;
    }

    private static List<Instant> backwards(Schedule schedule, Instant start, Instant end) {
        TreeSet<Instant> times = new TreeSet<>();
        Optional<Instant> time = schedule.latest(end, Instant.EPOCH);
        for (int count = 0; count < MOST_TIMES && time.isPresent() && time.get().isAfter(start); count++) {
            times.add(time.get());
            time = schedule.latest(time.get().minusNanos(1), Instant.EPOCH);
        }
        return List.copyOf(times);
    }

    private static List<Instant> oracle(String text, Instant start, Instant end) {
        CronOracle oracle = new CronOracle(text);
        List<Instant> times = new ArrayList<>();
        LocalDateTime last = LocalDateTime.ofInstant(end, ZoneOffset.UTC);
        LocalDateTime minute = LocalDateTime.ofInstant(start, ZoneOffset.UTC).plusMinutes(1);
        for (; !minute.isAfter(last); minute = minute.plusMinutes(1)) {
            if (oracle.means(minute)) {
                times.add(minute.toInstant(ZoneOffset.UTC));
            }
        }
        return times;
    }

    /** One that comes: not each day is in each month. */
    private static String expression(Random random) {
        boolean byWeek = random.nextBoolean();
        String hours = one(HOURS, random);
        while (true) {
            String days = byWeek ? "?" : one(DAYS, random);
            String text = "cron(0 " + hours + " " + days + " " + one(MONTHS, random) + " "
                    + (byWeek ? one(WEEKDAYS, random) : "?") + " *)";
            try {
                return Schedule.parse(text).text();
            } catch (ScheduleException neverComes) {
                hours = one(HOURS, random);
            }
        }
    }

    /** A minute of the years 1996 to 2106: 2000 has a leap day, 2100 has none. */
    private static Instant moment(Random random) {
        return Instant.parse("1996-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(110 * 525_960)));
    }

    private static String one(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
