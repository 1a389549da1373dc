package io.stockade.cli;

import io.stockade.web.CallReport;
import io.stockade.web.CallReport.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what was asked of AWS, and what was put off. */
@Command(
        name = "calls",
        mixinStandardHelpOptions = true,
        description = "Count the calls to AWS of the last hour, by action and by stack.")
final class CallsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The stack, as NAME or NAMESPACE/NAME; else all.")
    private @Nullable String name;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "-o", paramLabel = "FORMAT", defaultValue = "table", description = "table, json, or yaml.")
    private OutputFormat format = OutputFormat.TABLE;

    CallsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Api api = server.api(surroundings.environment());
        String wanted = name;
        CallReport report =
                api.calls(wanted == null ? null : Api.named(api.list(), wanted).key());
        List<String> lines = switch (format) {
            case TABLE -> table(report, wanted == null);
            case JSON, YAML -> List.of(format.print(report));
        };
        lines.forEach(surroundings.terminal()::line);
        return 0;
    }

    private static List<String> table(CallReport report, boolean stacks) {
        if (report.actions().isEmpty()) {
            return List.of("No calls in the last hour.");
        }
        Table actions = new Table("ACTION", "ACCOUNT", "REGION", "SENT", "HELD", "THROTTLED", "FAILED");
        report.actions().forEach(each -> row(actions, each.count(), each.action(), each.account(), each.region()));
        row(actions, report.lastHour(), "all", "", "");
        List<String> lines = new ArrayList<>(actions.lines());
        if (stacks) {
            Table byStack = new Table("STACK", "SENT", "HELD", "THROTTLED", "FAILED");
            report.stacks().forEach(each -> row(byStack, each.count(), each.stack()));
            lines.add("");
            lines.addAll(byStack.lines());
        }
        return lines;
    }

    private static void row(Table table, Count count, String... first) {
        List<String> cells = new ArrayList<>(List.of(first));
        for (long number : new long[] {count.sent(), count.held(), count.throttled(), count.failed()}) {
            cells.add(String.valueOf(number));
        }
        table.row(cells.toArray(String[]::new));
    }
}
