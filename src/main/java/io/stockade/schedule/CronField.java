package io.stockade.schedule;

import java.util.List;
import java.util.regex.Pattern;

/** A field of AWS's cron expressions: its bounds, its names, and the wildcards that AWS documents for it. */
enum CronField {
    HOURS("hours", 0, 23, "/"),
    DAYS("day-of-month", 1, 31, ",-*/"),
    MONTHS("month", 1, 12, ",-*/"),
    WEEKDAYS("day-of-week", 1, 7, ",-*/");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");
    private static final List<String> MONTH_NAMES =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEKDAY_NAMES = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private final String shown;
    private final int least;
    private final int most;
    private final String wildcards;

    CronField(String shown, int least, int most, String wildcards) {
        this.shown = shown;
        this.least = least;
        this.most = most;
        this.wildcards = wildcards;
    }

    /** The values that a text means, as bits. */
    int bits(String text) {
        if (text.equals("*") && wildcards.contains("*")) {
            return range(least, most, 1);
        }
        int bits = 0;
        for (String item : wildcards.contains(",") ? text.split(",", -1) : new String[] {text}) {
            bits |= item(item, text);
        }
        return bits;
    }

    /** The value that a number or a name means; what can't be read is a problem of the whole text. */
    int value(String written, String text) {
        int named = names().indexOf(written);
        if (named >= 0) {
            return least + named;
        }
        if (!NUMBER.matcher(written).matches()) {
            throw wrong(text);
        }
        int value = Integer.parseInt(written);
        if (value < least || value > most) {
            throw wrong(text);
        }
        return value;
    }

    ScheduleException wrong(String text) {
        return new ScheduleException("has '" + text + "' for the " + shown, expected());
    }

    private int item(String item, String text) {
        int slash = item.indexOf('/');
        if (slash >= 0) {
            // "/8" is AWS's own example of every eight hours from midnight.
            int from = slash == 0 && this == HOURS ? least : value(item.substring(0, slash), text);
            return range(from, most, step(item.substring(slash + 1), text));
        }
        int dash = item.indexOf('-');
        if (dash < 0) {
            return 1 << value(item, text);
        }
        int from = value(item.substring(0, dash), text);
        int to = value(item.substring(dash + 1), text);
        if (from > to || !wildcards.contains("-")) {
            throw wrong(text);
        }
        return range(from, to, 1);
    }

    private int step(String written, String text) {
        int step = NUMBER.matcher(written).matches() ? Integer.parseInt(written) : 0;
        if (step < 1 || step > most) {
            throw wrong(text);
        }
        return step;
    }

    private List<String> names() {
        return switch (this) {
            case HOURS, DAYS -> List.of();
            case MONTHS -> MONTH_NAMES;
            case WEEKDAYS -> WEEKDAY_NAMES;
        };
    }

    private String expected() {
        return switch (this) {
            case HOURS -> "an hour from 0 to 23, or increments such as /8 or 2/10";
            case DAYS -> "days from 1 to 31 such as 1, 1,15, 1-15, 1/2, *, L, SUNL, or ?";
            case MONTHS -> "months from 1 to 12 or JAN to DEC such as 1, JAN,JUL, 1-3, 1/3 or *";
            case WEEKDAYS -> "days from 1 (Sunday) to 7 or SUN to SAT such as SUN, MON-FRI, 1/2, TUE#3, L, *, or ?";
        };
    }

    private static int range(int from, int to, int step) {
        int bits = 0;
        for (int value = from; value <= to; value += step) {
            bits |= 1 << value;
        }
        return bits;
    }
}
