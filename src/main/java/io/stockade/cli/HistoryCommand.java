package io.stockade.cli;

import io.stockade.history.HistoryEntry;
import io.stockade.history.HistoryEntry.Done;
import io.stockade.text.Shortlist;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what was done to a stack, and why. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "List the last changes of a stack, oldest first: what, why, by which plan, with how many calls.")
final class HistoryCommand implements Callable<Integer> {
    private static final int SHOWN = 3;

    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "The stack, as NAME or NAMESPACE/NAME; also one that is gone.")
    private String name = "";

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "-o", paramLabel = "FORMAT", defaultValue = "table", description = "table, json, or yaml.")
    private OutputFormat format = OutputFormat.TABLE;

    HistoryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Api api = server.api(surroundings.environment());
        String stack = name.contains("/") ? name : Api.named(api.list(), name).key();
        List<HistoryEntry> entries = api.changes(stack);
        List<String> lines = switch (format) {
            case TABLE -> table(entries, stack);
            case JSON, YAML -> List.of(format.print(entries));
        };
        lines.forEach(surroundings.terminal()::line);
        return 0;
    }

    private static List<String> table(List<HistoryEntry> entries, String stack) {
        if (entries.isEmpty()) {
            return List.of("Nothing was changed in " + stack + ", as far as is remembered.");
        }
        Table table = new Table("TIME", "CAUSE", "WHY", "WHO", "TOOK", "CALLS", "PLAN", "CHANGES");
        entries.forEach(entry -> table.row(
                entry.time().toString(),
                entry.cause(),
                entry.why(),
                text(entry.who()),
                Ages.text(Duration.ofMillis((long) (entry.seconds() * 1000))),
                String.valueOf(entry.calls()),
                text(entry.plan()),
                changes(entry)));
        return table.lines();
    }

    private static String text(@Nullable String known) {
        return known == null ? "" : known;
    }

    private static String changes(HistoryEntry entry) {
        List<String> known =
                entry.changes().stream().map(HistoryCommand::change).toList();
        return Shortlist.of(known, SHOWN, entry.total());
    }

    private static String change(Done change) {
        String outcome = change.outcome().equals("done") ? "" : " (" + change.outcome() + ")";
        return change.action() + " " + change.resource() + outcome;
    }
}
