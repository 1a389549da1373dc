package io.stockade.schedule;

import java.time.DayOfWeek;
import java.time.YearMonth;

/** Which days of a month a cron expression means: bit 1 is the first, bit 31 the last of the longest. */
sealed interface DayRule {
    int in(YearMonth month);

    /** Days by their numbers, as in {@code 1,15}; those that a month doesn't have are left out. */
    record Numbered(int days) implements DayRule {
        @Override
        public int in(YearMonth month) {
            return days & all(month);
        }
    }

    /** The last day of the month: {@code L}. */
    record Last() implements DayRule {
        @Override
        public int in(YearMonth month) {
            return 1 << month.lengthOfMonth();
        }
    }

    /** Days of the week, as in {@code MON-FRI}; bit 1 is Sunday. */
    record Weekly(int weekdays) implements DayRule {
        @Override
        public int in(YearMonth month) {
            int days = 0;
            for (int weekday = 1; weekday <= Days.WEEK; weekday++) {
                if ((weekdays & (1 << weekday)) != 0) {
                    days |= every(weekday, month);
                }
            }
            return days;
        }
    }

    /** Such as the third Tuesday, {@code TUE#3}; a month may have no fifth. */
    record Nth(int weekday, int number) implements DayRule {
        @Override
        public int in(YearMonth month) {
            int days = every(weekday, month);
            for (int earlier = 1; earlier < number; earlier++) {
                days &= days - 1;
            }
            return Integer.lowestOneBit(days);
        }
    }

    /** Such as the last Sunday, {@code SUNL}. */
    record LastWeekday(int weekday) implements DayRule {
        @Override
        public int in(YearMonth month) {
            return Integer.highestOneBit(every(weekday, month));
        }
    }

    private static int every(int weekday, YearMonth month) {
        int first = 1 + Math.floorMod(weekday - number(month.atDay(1).getDayOfWeek()), Days.WEEK);
        int days = 0;
        for (int day = first; day <= month.lengthOfMonth(); day += Days.WEEK) {
            days |= 1 << day;
        }
        return days;
    }

    private static int all(YearMonth month) {
        return (int) ((1L << (month.lengthOfMonth() + 1)) - 2);
    }

    /** AWS counts from Sunday, 1; Java from Monday, 1. */
    private static int number(DayOfWeek day) {
        return day.getValue() % Days.WEEK + 1;
    }
}
