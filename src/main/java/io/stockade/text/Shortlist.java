package io.stockade.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lists in messages that have to stay short: the first few, and how many more there are. */
public final class Shortlist {
    private Shortlist() {}

    /** One after the other: {@code a, b and 3 more}. */
    public static String of(Collection<String> all, int most) {
        return of(all, most, all.size());
    }

    /**
     * One after the other, where not all are known.
     *
     * @param total how many there are
     */
    public static String of(Collection<String> known, int most, int total) {
        List<String> first = known.stream().limit(most).toList();
        String named = String.join(", ", first);
        return total > first.size() ? named + " and " + (total - first.size()) + " more" : named;
    }

    /** Each by itself, since it may have commas in it, and how many more there are as the last: {@code a; b; and 3 more}. */
    public static String apart(Collection<String> all, int most, String separator) {
        List<String> parts = new ArrayList<>(all.stream().limit(most).toList());
        if (all.size() > most) {
            parts.add("and " + (all.size() - most) + " more");
        }
        return String.join(separator, parts);
    }
}
