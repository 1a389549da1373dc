package io.stockade.schedule;

import java.time.Duration;
import java.util.regex.Pattern;

/** Reads {@code cron(...)} as AWS Secrets Manager documents it: the minutes must be 0, the year *, and W is unknown. */
final class CronParser {
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final int FIELDS = 6;
    private static final int SATURDAY = 7;
    private static final String ORDER = "minutes hours day-of-month month day-of-week year";

    private final String text;

    CronParser(String text) {
        this.text = text;
    }

    Schedule schedule() {
        String inside = text.substring("cron(".length(), text.length() - 1).strip();
        String[] fields = SPACES.split(inside, -1);
        if (fields.length != FIELDS) {
            throw new ScheduleException(
                    "has " + (inside.isEmpty() ? 0 : fields.length) + " fields", "6: cron(" + ORDER + ")");
        }
        must("minutes", fields[0], "0", "0, because AWS opens its windows on the hour");
        int hours = CronField.HOURS.bits(fields[1]);
        int months = CronField.MONTHS.bits(fields[3]);
        DayRule rule = days(fields[2], fields[4]);
        must("year", fields[5], "*", "*, because AWS plans no further than a year");
        CronSchedule schedule =
                new CronSchedule("cron(" + String.join(" ", fields) + ")", hours, new Days(months, rule));
        if (schedule.days().isEmpty()) {
            throw new ScheduleException("never comes", "a day that one of its months has");
        }
        Duration gap = schedule.shortestGap();
        if (gap.compareTo(Schedule.LEAST_GAP) < 0) {
            throw new ScheduleException(
                    "comes " + gap.toHours() + " h after the time before", "4 hours or more between any two");
        }
        return schedule;
    }

    private static DayRule days(String ofMonth, String ofWeek) {
        boolean noMonth = ofMonth.equals("?");
        if (noMonth == ofWeek.equals("?")) {
            throw new ScheduleException(
                    "has '" + ofMonth + "' for the day-of-month and '" + ofWeek + "' for the day-of-week",
                    "? in exactly one of them");
        }
        return noMonth ? ofWeek(ofWeek) : ofMonth(ofMonth);
    }

    private static DayRule ofMonth(String text) {
        if (text.equals("L")) {
            return new DayRule.Last();
        }
        if (text.endsWith("L")) {
            String name = text.substring(0, text.length() - 1);
            if (name.matches("[0-9]+")) {
                throw CronField.DAYS.wrong(text);
            }
            return new DayRule.LastWeekday(weekday(name, text, CronField.DAYS));
        }
        return new DayRule.Numbered(CronField.DAYS.bits(text));
    }

    private static DayRule ofWeek(String text) {
        if (text.equals("L")) {
            return new DayRule.Weekly(1 << SATURDAY);
        }
        int hash = text.indexOf('#');
        if (hash < 0) {
            return new DayRule.Weekly(CronField.WEEKDAYS.bits(text));
        }
        String number = text.substring(hash + 1);
        if (!number.matches("[1-5]")) {
            throw CronField.WEEKDAYS.wrong(text);
        }
        int weekday = CronField.WEEKDAYS.value(text.substring(0, hash), text);
        return new DayRule.Nth(weekday, Integer.parseInt(number));
    }

    private static int weekday(String name, String text, CronField field) {
        try {
            return CronField.WEEKDAYS.value(name, text);
        } catch (ScheduleException unknown) {
            throw field.wrong(text);
        }
    }

    private static void must(String field, String written, String only, String expected) {
        if (!written.equals(only)) {
            throw new ScheduleException("has '" + written + "' for the " + field, expected);
        }
    }
}
