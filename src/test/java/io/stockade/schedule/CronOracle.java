package io.stockade.schedule;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;

/** Tells of one minute whether a cron expression means it, field by field, as AWS's page reads. It calculates nothing ahead. */
final class CronOracle {
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private final String[] fields;

    CronOracle(String text) {
        this.fields = text.substring("cron(".length(), text.length() - 1).split(" ");
    }

    boolean means(LocalDateTime minute) {
        return minute.getMinute() == 0
                && minute.getSecond() == 0
                && field(fields[1].startsWith("/") ? "0" + fields[1] : fields[1], minute.getHour(), List.of(), 0)
                && dayOfMonth(fields[2], minute)
                && field(fields[3], minute.getMonthValue(), MONTHS, 1)
                && dayOfWeek(fields[4], minute);
    }

    private static boolean dayOfMonth(String field, LocalDateTime time) {
        boolean last = time.getDayOfMonth() == YearMonth.from(time).lengthOfMonth();
        if (field.equals("?")) {
            return true;
        }
        if (field.equals("L")) {
            return last;
        }
        if (field.endsWith("L")) {
            return name(time.getDayOfWeek()).equals(field.substring(0, 3))
                    && !time.plusWeeks(1).getMonth().equals(time.getMonth());
        }
        return field(field, time.getDayOfMonth(), List.of(), 1);
    }

    private static boolean dayOfWeek(String field, LocalDateTime time) {
        int number = DAYS.indexOf(name(time.getDayOfWeek())) + 1;
        if (field.equals("?")) {
            return true;
        }
        if (field.equals("L")) {
            return time.getDayOfWeek() == DayOfWeek.SATURDAY;
        }
        if (field.contains("#")) {
            String[] parts = field.split("#");
            int nth = Integer.parseInt(parts[1]);
            boolean inWeek = time.getDayOfMonth() > 7 * (nth - 1) && time.getDayOfMonth() <= 7 * nth;
            return number == number(parts[0], DAYS, 1) && inWeek;
        }
        return field(field, number, DAYS, 1);
    }

    private static boolean field(String field, int value, List<String> names, int least) {
        for (String item : field.split(",")) {
            if (item.equals("*")) {
                return true;
            }
            if (item.contains("/")) {
                int from = number(item.split("/")[0], names, least);
                if (value >= from && (value - from) % Integer.parseInt(item.split("/")[1]) == 0) {
                    return true;
                }
                continue;
            }
            int from = number(item.split("-")[0], names, least);
            int to = item.contains("-") ? number(item.split("-")[1], names, least) : from;
            if (from <= value && value <= to) {
                return true;
            }
        }
        return false;
    }

    private static int number(String text, List<String> names, int least) {
        return names.contains(text) ? names.indexOf(text) + least : Integer.parseInt(text);
    }

    private static String name(DayOfWeek day) {
        return day.name().substring(0, 3).toUpperCase(Locale.ROOT);
    }
}
