package io.stockade.cli;

import io.stockade.status.StackStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One difference as people read it: how bad it is, what was expected, what is there. */
public final class DriftText {
    private DriftText() {}

    /** @param now the service's time */
    public static List<String> lines(StackStatus.DriftEntry entry, String now, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        String severity = entry.severity().toUpperCase(Locale.ROOT);
        boolean bad = severity.equals("CRITICAL") || severity.equals("HIGH");
        String field = entry.field().isEmpty() ? "" : "  " + entry.field();
        lines.add(terminal.in(bad ? Terminal.Colour.RED : Terminal.Colour.YELLOW, severity) + "  " + entry.driftClass()
                + "  " + entry.resource() + field);
        lines.add("    expected  " + entry.expected());
        lines.add("    actual    " + entry.actual());
        lines.add("    key       " + entry.key());
        if (entry.actor() != null) {
            lines.add("    who       " + entry.actor());
        }
        lines.add("    seen " + Ages.between(entry.firstSeen(), now) + " ago; " + entry.doing());
        return lines;
    }
}
