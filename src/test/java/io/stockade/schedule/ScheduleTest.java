package io.stockade.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Schedules mean what AWS's page says they mean.
 *
 * <p>Source: docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 */
class ScheduleTest {
    /** A Saturday. */
    private static final Instant START = Instant.parse("2028-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron(0 /8 * * ? *)       | 2028-01-01T08 2028-01-01T16 2028-01-02T00",
                "cron(0 8/8 * * ? *)      | 2028-01-01T08 2028-01-01T16 2028-01-02T08",
                "cron(0 2/10 * * ? *)     | 2028-01-01T02 2028-01-01T12 2028-01-01T22",
                "cron(0 4/12 * * ? *)     | 2028-01-01T04 2028-01-01T16 2028-01-02T04",
                "cron(0 10 * * ? *)       | 2028-01-01T10 2028-01-02T10 2028-01-03T10",
                "cron(0 18 ? * SAT *)     | 2028-01-01T18 2028-01-08T18 2028-01-15T18",
                "cron(0 8 1 * ? *)        | 2028-01-01T08 2028-02-01T08 2028-03-01T08",
                "cron(0 1 ? 1/3 SUN#1 *)  | 2028-01-02T01 2028-04-02T01 2028-07-02T01",
                "cron(0 17 L * ? *)       | 2028-01-31T17 2028-02-29T17 2028-03-31T17",
                "cron(0 8 ? * MON-FRI *)  | 2028-01-03T08 2028-01-04T08 2028-01-05T08",
                "cron(0 16 1,15 * ? *)    | 2028-01-01T16 2028-01-15T16 2028-02-01T16",
                "cron(0 0 ? * SUN#1 *)    | 2028-01-02T00 2028-02-06T00 2028-03-05T00",
                "cron(0 0 ? 1/11 2#1 *)   | 2028-01-03T00 2028-12-04T00 2029-01-01T00",
                "cron(0 3 SUNL * ? *)     | 2028-01-30T03 2028-02-27T03 2028-03-26T03",
                "cron(0 3 ? * L *)        | 2028-01-01T03 2028-01-08T03 2028-01-15T03",
                "cron(0 3 ? * 1/2 *)      | 2028-01-01T03 2028-01-02T03 2028-01-04T03",
                "cron(0 3 1/10 * ? *)     | 2028-01-01T03 2028-01-11T03 2028-01-21T03",
                "cron(0 3 29 FEB ? *)     | 2028-02-29T03 2032-02-29T03 2036-02-29T03",
                "cron(0 3 ? FEB TUE#5 *)  | 2028-02-29T03 2056-02-29T03 2084-02-29T03",
                "cron(0 3 31 * ? *)       | 2028-01-31T03 2028-03-31T03 2028-05-31T03",
                "cron(0 3 ? JAN,JUL TUE#5 *) | 2029-01-30T03 2029-07-31T03 2030-01-29T03",
            })
    void cronExpressionsComeWhenAwsSays(String text, String times) {
        // Given
        Schedule schedule = Schedule.parse(text);

        // When
        List<Instant> next = schedule.next(START, START, 3);

        // Then
        assertThat(next)
                .extracting(time -> time.toString().replace(":00:00Z", ""))
                .containsExactly(times.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "rate(4 hours), 2028-01-01T10:59:59.5Z, 2028-01-01T14:00:00Z, 2028-01-01T18:00:00Z",
        "rate(1 day), 2028-01-01T00:00:00Z, 2028-01-02T00:00:00Z, 2028-01-03T00:00:00Z",
        "rate(10 days), 2028-02-25T15:37:00Z, 2028-03-06T00:00:00Z, 2028-03-16T00:00:00Z",
        "rate(36 hours), 1969-12-31T12:00:00Z, 1970-01-02T00:00:00Z, 1970-01-03T12:00:00Z",
    })
    void ratesCountFromTheDayOrHourOfTheirAnchor(String text, Instant anchor, Instant first, Instant second) {
        // Given
        Schedule schedule = Schedule.parse(text);

        // When
        List<Instant> next = schedule.next(anchor.minus(Duration.ofDays(5000)), anchor, 2);

        // Then
        assertThat(next).containsExactly(first, second);
        assertThat(schedule.latest(first.minusNanos(1), anchor)).isEmpty();
        assertThat(schedule.latest(first, anchor)).contains(first);
        assertThat(schedule.latest(second.minusNanos(1), anchor)).contains(first);
        assertThat(schedule.next(first, anchor)).contains(second);
    }

    @ParameterizedTest
    @CsvSource({
        "30d, rate(30 days)",
        "1d, rate(1 day)",
        "999d, rate(999 days)",
        "4h, rate(4 hours)",
        "23976h, rate(23976 hours)"
    })
    void anIntervalIsARate(String interval, String rate) {
        // When
        Schedule schedule = Schedule.every(interval);

        // Then
        assertThat(schedule).isEqualTo(Schedule.parse(rate));
        assertThat(schedule.text()).isEqualTo(rate);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron(0 /8 * * ? *)      | 8    | 1  | 8",
                "cron(0 2/10 * * ? *)    | 4    | 1  | 2",
                "cron(0 10 * * ? *)      | 24   | 14 | 14",
                "cron(0 3 ? * SUN *)     | 168  | 21 | 21",
                "cron(0 0 1 * ? *)       | 672  | 24 | 24",
                "cron(0 3 29 FEB ? *)    | 35064 | 21 | 21",
                "cron(0 3 ? FEB MON#5 *) | 105168 | 21 | 21",
                "cron(0 3 31 12 ? *)     | 8760 | 21 | 21",
                "rate(4 hours)           | 4    | 1  | 4",
                "rate(30 hours)          | 30   | 1  | 24",
                "rate(1 day)             | 24   | 24 | 24",
                "rate(30 days)           | 720  | 24 | 24",
            })
    void gapsAndWindowsFollowFromTheSchedule(String text, long gap, int usual, long longest) {
        // Given
        Schedule schedule = Schedule.parse(text);

        // When
        RotationWindow window = RotationWindow.usual(schedule);

        // Then
        assertThat(schedule.shortestGap()).isEqualTo(Duration.ofHours(gap));
        assertThat(window.hours()).isEqualTo(usual);
        assertThat(window.problem(schedule)).isEmpty();
        assertThat(schedule.longestWindow()).isEqualTo(Duration.ofHours(longest));
    }

    @Test
    void timesAreOfTheYears1970To9999() {
        // Given
        Schedule cron = Schedule.parse("cron(0 3 ? * SUN *)");
        Schedule rate = Schedule.parse("rate(2 days)");
        Instant first = Instant.parse("1970-01-04T03:00:00Z");
        Instant last = Instant.parse("9999-12-26T03:00:00Z");

        // When
        List<Instant> end = cron.next(last.minusSeconds(1), START, 5);

        // Then
        assertThat(end).containsExactly(last);
        assertThat(cron.next(Instant.MIN, START)).contains(first);
        assertThat(cron.latest(first.minusNanos(1), START)).isEmpty();
        assertThat(cron.latest(Instant.MIN, START)).isEmpty();
        assertThat(cron.latest(Instant.MAX, START)).contains(last);
        assertThat(cron.next(Instant.MAX, START)).isEmpty();
        assertThat(rate.next(Instant.MIN, Instant.MIN)).isPresent();
        assertThat(rate.next(Instant.MAX, START)).isEmpty();
        assertThat(rate.latest(Instant.MAX, Instant.MIN)).isPresent();
        assertThat(rate.latest(Instant.MIN, Instant.MIN)).isEmpty();
        assertThat(rate.next(Instant.EPOCH, Instant.MAX)).isEmpty();
    }

    @Test
    void spacesBetweenFieldsAreOnesInTheText() {
        // When
        Schedule schedule = Schedule.parse("cron( 0  3 ? * SUN * )");

        // Then
        assertThat(schedule.text()).isEqualTo("cron(0 3 ? * SUN *)");
        assertThat(schedule).isEqualTo(Schedule.parse("cron(0 3 ? * SUN *)")).hasToString(schedule.text());
    }

    @ParameterizedTest
    @CsvSource({"1h, 1", "2h, 2", "24h, 24"})
    void aWindowIsWholeHours(String text, int hours) {
        // When
        RotationWindow window = RotationWindow.parse(text);

        // Then
        assertThat(window.hours()).isEqualTo(hours);
        assertThat(window.text()).isEqualTo(text);
        assertThat(window.end(START)).isEqualTo(START.plus(Duration.ofHours(hours)));
    }

    @ParameterizedTest
    @CsvSource(value = {"0h", "25h", "2", "90m", "-1h", "2H", "''", "1.5h"})
    void anythingElseIsNoWindow(String text) {
        assertThatThrownBy(() -> RotationWindow.parse(text))
                .isInstanceOf(ScheduleException.class)
                .hasMessage("is no window; expected whole hours from 1h to 24h, such as 2h");
    }
}
