package io.stockade.alert;

import io.stockade.status.DriftAuthor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A message as people read it, in plain text. */
final class Wording {
    private static final int SHOWN = 10;
    private static final Comparator<Notice> WORST_FIRST = Comparator.comparing(
                    (Notice notice) -> notice.alert().severity())
            .thenComparing(notice -> notice.alert().stack().stack())
            .thenComparing(notice -> notice.alert().title());

    private Wording() {}

    static String text(Message message) {
        return message.digest()
                ? digest(message.notices())
                : single(message.notices().get(0));
    }

    private static String single(Notice notice) {
        Alert alert = notice.alert();
        String end = switch (notice.happening()) {
            case RAISED -> alert.detail();
            case ESCALATED -> alert.detail() + "\nSince " + alert.since() + ", and not over.";
            case RECOVERED -> "Over since " + notice.at() + "; it began at " + alert.since() + ".";
        };
        DriftAuthor author = alert.author();
        return line(notice) + "\n" + end + (author == null ? "" : "\nBy " + author.text() + ".");
    }

    private static String line(Notice notice) {
        Alert alert = notice.alert();
        return notice.happening() + ": " + alert.severity() + " " + alert.kind() + " in "
                + alert.stack().stack() + " (" + alert.stack().environment() + "): " + alert.title();
    }

    private static String digest(List<Notice> notices) {
        List<String> lines = new ArrayList<>();
        long stacks = notices.stream()
                .map(notice -> notice.alert().stack().stack())
                .distinct()
                .count();
        lines.add(notices.size() + " alerts of " + stacks + (stacks == 1 ? " stack: " : " stacks: ")
                + counted(notices, notice -> notice.happening().lowerCase()) + "; "
                + counted(
                        notices,
                        notice ->
                                notice.alert().severity() + " " + notice.alert().kind()));
        worst(notices).stream().limit(SHOWN).map(Wording::line).forEach(lines::add);
        if (notices.size() > SHOWN) {
            lines.add("and " + (notices.size() - SHOWN)
                    + " more; 'stockade get' and 'stockade describe' show what is open");
        }
        return String.join("\n", lines);
    }

    static List<Notice> worst(List<Notice> notices) {
        return notices.stream().sorted(WORST_FIRST).toList();
    }

    private static String counted(List<Notice> notices, Function<Notice, String> by) {
        Map<String, Long> counts =
                notices.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
