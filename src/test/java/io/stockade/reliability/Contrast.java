package io.stockade.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** In what one picture of a world differs from another, short enough to be read. */
final class Contrast {
    private static final int MOST = 200;
    private static final int AROUND = 40;

    private Contrast() {}

    /** Empty if they are alike. */
    static Optional<String> between(List<String> expected, List<String> actual) {
        List<String> missing = Oracles.without(expected, actual);
        List<String> extra = new ArrayList<>(Oracles.without(actual, expected));
        if (missing.isEmpty() && extra.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>(List.of("the world differs"));
        for (String one : missing) {
            Optional<String> other =
                    extra.stream().filter(each -> name(each).equals(name(one))).findFirst();
            other.ifPresent(extra::remove);
            lines.add(other.map(there -> changed(one, there)).orElseGet(() -> "missing: " + cut(one)));
        }
        extra.forEach(each -> lines.add("too much: " + cut(each)));
        return Optional.of(String.join("\n  ", lines));
    }

    private static String name(String line) {
        return line.substring(0, Math.max(0, line.indexOf(" [")));
    }

    private static String changed(String expected, String actual) {
        int from = 0;
        int shorter = Math.min(expected.length(), actual.length());
        while (from < shorter && expected.charAt(from) == actual.charAt(from)) {
            from++;
        }
        int same = 0;
        while (same < shorter - from
                && expected.charAt(expected.length() - 1 - same) == actual.charAt(actual.length() - 1 - same)) {
            same++;
        }
        int begin = Math.max(0, from - AROUND);
        return name(expected) + ": " + cut(expected.substring(begin, expected.length() - same)) + "\n    is "
                + cut(actual.substring(begin, actual.length() - same));
    }

    private static String cut(String text) {
        return text.length() > MOST ? text.substring(0, MOST) + "..." : text;
    }
}
