package io.stockade.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** The days that a cron expression means. The calendar repeats after 400 years: no search goes on for longer. */
record Days(int months, DayRule rule) {
    static final int WEEK = 7;
    static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
    static final LocalDate LAST = LocalDate.of(9999, 12, 31);
    static final long FIRST_SECOND = Instant.EPOCH.getEpochSecond();
    static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private static final int CYCLE_YEARS = 400;
    private static final int CYCLE_MONTHS = 12 * CYCLE_YEARS;

    /** In 28 years from 2000, every kind of year has been followed by every kind that ever follows it. */
    private static final int KINDS_YEARS = 28;

    private static final LocalDate CYCLE = LocalDate.of(2000, 1, 1);
    private static final long LONGEST_YEAR = 366;

    /** The first day that is not before another. */
    Optional<LocalDate> from(LocalDate earliest) {
        LocalDate start = earliest.isBefore(FIRST) ? FIRST : earliest;
        YearMonth month = YearMonth.from(start);
        int days = in(month) & -(1 << start.getDayOfMonth());
        for (int passed = 0; passed <= CYCLE_MONTHS && month.getYear() <= LAST.getYear(); passed++) {
            if (days != 0) {
                return Optional.of(month.atDay(Integer.numberOfTrailingZeros(days)));
            }
            month = month.plusMonths(1);
            days = in(month);
        }
        return Optional.empty();
    }

    /** The last day that is not after another. */
    Optional<LocalDate> until(LocalDate latest) {
        LocalDate start = latest.isAfter(LAST) ? LAST : latest;
        YearMonth month = YearMonth.from(start);
        int days = in(month) & (int) ((1L << (start.getDayOfMonth() + 1)) - 1);
        for (int passed = 0; passed <= CYCLE_MONTHS && month.getYear() >= FIRST.getYear(); passed++) {
            if (days != 0) {
                return Optional.of(month.atDay(Integer.SIZE - 1 - Integer.numberOfLeadingZeros(days)));
            }
            month = month.minusMonths(1);
            days = in(month);
        }
        return Optional.empty();
    }

    boolean contains(LocalDate day) {
        return (in(YearMonth.from(day)) & (1 << day.getDayOfMonth())) != 0;
    }

    boolean isEmpty() {
        return from(CYCLE).isEmpty();
    }

    /** The fewest days that ever lie between two, 1 for neighbours. What comes every year shows it within 28 years. */
    long shortestGap() {
        long gap = shortestGap(KINDS_YEARS);
        return gap <= LONGEST_YEAR ? gap : shortestGap(CYCLE_YEARS);
    }

    private long shortestGap(int years) {
        LocalDate first = from(CYCLE).orElseThrow();
        long end = CYCLE.plusYears(years + 1L).toEpochDay();
        long before = first.toEpochDay();
        long shortest = Long.MAX_VALUE;
        // Every manifest and every memory is read with this: month by month, since day by day it shows.
        for (YearMonth month = YearMonth.from(first); shortest > 1 && before < end; month = month.plusMonths(1)) {
            long eve = month.atDay(1).toEpochDay() - 1;
            for (int days = in(month); days != 0; days &= days - 1) {
                long day = eve + Integer.numberOfTrailingZeros(days);
                shortest = day > before ? Math.min(shortest, day - before) : shortest;
                before = day;
            }
        }
        return shortest;
    }

    private int in(YearMonth month) {
        return (months & (1 << month.getMonthValue())) == 0 ? 0 : rule.in(month);
    }
}
