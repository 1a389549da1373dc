package io.stockade.cli;

import io.stockade.status.StackStatus;
import io.stockade.web.StackList;
import io.stockade.web.StackObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table that {@code stockade get} prints. */
final class StackTable {
    private StackTable() {}

    static List<String> lines(StackList list) {
        Table table = new Table("NAME", "READY", "DRIFT", "CHECKED", "REGION", "MESSAGE");
        for (StackObject stack : list.items()) {
            StackStatus status = stack.status();
            table.row(
                    stack.key(),
                    ready(status),
                    status == null ? "-" : String.valueOf(status.drift().total()),
                    checked(status, list.time()),
                    stack.spec().region(),
                    message(stack));
        }
        return table.lines();
    }

    private static String ready(@Nullable StackStatus status) {
        return status == null
                ? "Unknown"
                : status.condition("Ready").map(StackStatus.Condition::status).orElse("Unknown");
    }

    /** Never "in sync" without how old that is. */
    private static String checked(@Nullable StackStatus status, String now) {
        String time = status == null ? null : status.observation().time();
        return time == null ? "never" : Ages.between(time, now);
    }

    private static String message(StackObject stack) {
        StackStatus status = stack.status();
        String message = status == null ? "waits for its first pass" : status.phase() + ": " + status.message();
        String notice = stack.notice();
        return notice == null ? message : message + " (" + notice + ")";
    }
}
