package io.stockade.schedule;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS doesn't document is refused, and the message says what is wrong where, and what was expected. */
class MalformedSchedulesTest {
    private static final String DAYS = "days from 1 to 31 such as 1, 1,15, 1-15, 1/2, *, L, SUNL, or ?";
    private static final String WEEKDAYS =
            "days from 1 (Sunday) to 7 or SUN to SAT such as SUN, MON-FRI, 1/2, TUE#3, L, *, or ?";
    private static final String MONTHS = "months from 1 to 12 or JAN to DEC such as 1, JAN,JUL, 1-3, 1/3 or *";
    private static final String HOURS = "an hour from 0 to 23, or increments such as /8 or 2/10";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"                          | is no schedule of AWS",
                "daily                         | is no schedule of AWS",
                "cron(0 3 ? * SUN *            | is no schedule of AWS",
                "CRON(0 3 ? * SUN *)           | is no schedule of AWS",
                "rate(30days)                  | is no schedule of AWS",
                "rate(30 minutes)              | is no schedule of AWS",
                "rate(-4 hours)                | is no schedule of AWS",
                "rate(0 days)                  | comes more often than AWS rotates; expected 4 hours or more",
                "rate(3 hours)                 | comes more often than AWS rotates; expected 4 hours or more",
                "rate(1000 days)               | comes more rarely than AWS rotates; expected 999 days or less",
                "rate(999999999 days)          | comes more rarely than AWS rotates; expected 999 days or less",
                "cron()                        | has 0 fields; expected 6: cron(minutes hours day-of-month month",
                "cron(0 3 ? * SUN)             | has 5 fields; expected 6: cron(minutes hours day-of-month month",
                "cron(0 3 ? * SUN * *)         | has 7 fields; expected 6: cron(minutes hours day-of-month month",
                "cron(5 3 ? * SUN *)           | has '5' for the minutes; expected 0, because AWS opens its windows",
                "cron(* 3 ? * SUN *)           | has '*' for the minutes; expected 0, because AWS opens its windows",
                "cron(0 3 ? * SUN 2027)        | has '2027' for the year; expected *, because AWS plans no further",
                "cron(0 3 * * * *)             | has '*' for the day-of-month and '*' for the day-of-week; expected ?",
                "cron(0 3 ? * ? *)             | has '?' for the day-of-month and '?' for the day-of-week; expected ?",
                "cron(0 3 1 * SUN *)           | has '1' for the day-of-month and 'SUN' for the day-of-week; expected ?",
                "cron(0 3 30 2 ? *)            | never comes; expected a day that one of its months has",
                "cron(0 3 31 APR,JUN ? *)      | never comes; expected a day that one of its months has",
                "cron(0 /3 * * ? *)            | comes 3 h after the time before; expected 4 hours or more between any two",
                "cron(0 /7 * * ? *)            | comes 3 h after the time before; expected 4 hours or more between any two",
            })
    void whatIsWrongIsSaid(String text, String message) {
        assertThatThrownBy(() -> Schedule.parse(text))
                .isInstanceOf(ScheduleException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource({"24", "*", "*/8", "8-20", "'4,16'", "2/0", "2/", "2/24", "x", "-1", "003"})
    void hoursAreOneOrIncrements(String hours) {
        assertThatThrownBy(() -> Schedule.parse("cron(0 " + hours + " ? * SUN *)"))
                .isInstanceOf(ScheduleException.class)
                .hasMessage("has '" + hours + "' for the hours; expected " + HOURS);
    }

    @ParameterizedTest
    @CsvSource({"0", "32", "15W", "LW", "L-3", "'1,,2'", "15-1", "1-", "*/2", "/2", "XXXL", "1L", "SUN", "1/32", "1-5/2"
    })
    void daysOfTheMonthAreThoseThatAwsDocuments(String days) {
        assertThatThrownBy(() -> Schedule.parse("cron(0 3 " + days + " * ? *)"))
                .isInstanceOf(ScheduleException.class)
                .hasMessage("has '" + days + "' for the day-of-month; expected " + DAYS);
    }

    @ParameterizedTest
    @CsvSource({"0", "13", "SUN", "JANUARY", "jan", "NOV-FEB", "?", "L", "1/0", "1/13"})
    void monthsAreThoseThatAwsDocuments(String months) {
        assertThatThrownBy(() -> Schedule.parse("cron(0 3 1 " + months + " ? *)"))
                .isInstanceOf(ScheduleException.class)
                .hasMessage("has '" + months + "' for the month; expected " + MONTHS);
    }

    @ParameterizedTest
    @CsvSource({"0", "8", "SUNDAY", "sun", "FRI-MON", "TUE#0", "TUE#6", "TUE#", "#2", "'TUE#1,TUE#3'", "SUNL", "3W"})
    void daysOfTheWeekAreThoseThatAwsDocuments(String days) {
        assertThatThrownBy(() -> Schedule.parse("cron(0 3 ? * " + days + " *)"))
                .isInstanceOf(ScheduleException.class)
                .hasMessage("has '" + days + "' for the day-of-week; expected " + WEEKDAYS);
    }

    @ParameterizedTest
    @CsvSource({"''", "30", "30 d", "2w", "d", "-1d", "1.5d", "99999999999d"})
    void anythingElseIsNoInterval(String interval) {
        assertThatThrownBy(() -> Schedule.every(interval))
                .isInstanceOf(ScheduleException.class)
                .hasMessage("is no interval; expected a number of days or hours such as 30d or 12h");
    }
}
