package io.stockade.cli;

import io.stockade.status.StackStatus.SecretEntry;
import io.stockade.web.StackObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of secrets that {@code stockade describe} prints, and when each is rotated next. */
final class SecretTable {
    private SecretTable() {}

    /** @param now the service's time */
    static List<String> lines(StackObject stack, List<SecretEntry> secrets, String now) {
        Instant time = Instant.parse(now);
        Table table = new Table("NAME", "STATE", "STRATEGY", "LAST", "NEXT", "REASON");
        secrets.forEach(each -> table.row(
                each.name(),
                state(each),
                each.strategy(),
                each.lastRotation() == null ? "never" : Ages.between(each.lastRotation(), now) + " ago",
                next(each.nextRotation(), time),
                each.reason()));
        List<String> lines = new ArrayList<>(table.lines());
        List<String> dates = RotationDates.lines(stack.spec(), secrets, time);
        if (!dates.isEmpty()) {
            lines.add("");
            lines.addAll(dates);
        }
        return lines;
    }

    /** What a person should know beyond the table, about each that is not well. */
    static List<String> troubles(List<SecretEntry> secrets) {
        return secrets.stream()
                .filter(each -> !each.well())
                .map(each -> "Secret/" + each.name() + "  " + each.state() + "  " + each.message())
                .toList();
    }

    private static String state(SecretEntry secret) {
        String step = secret.step().isEmpty() ? "" : ", " + secret.step();
        String attempt = secret.attempt() > 1 ? ", attempt " + secret.attempt() : "";
        return secret.state() + step + attempt;
    }

    private static String next(@Nullable String due, Instant now) {
        if (due == null) {
            return "never";
        }
        Duration left = Duration.between(now, Instant.parse(due));
        return left.isNegative() ? Ages.text(left.negated()) + " late" : "in " + Ages.text(left);
    }
}
