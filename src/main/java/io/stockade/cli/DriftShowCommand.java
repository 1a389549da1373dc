package io.stockade.cli;

import io.stockade.status.DriftRecord;
import io.stockade.web.StackList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows one drift in full. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show one drift in full, and who made it as far as CloudTrail knows.")
final class DriftShowCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private DriftTarget target = new DriftTarget();

    @Option(names = "-o", paramLabel = "FORMAT", defaultValue = "table", description = "table, json, or yaml.")
    private OutputFormat format = OutputFormat.TABLE;

    DriftShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Api api = target.api(surroundings);
        StackList list = api.list();
        String stack = target.stack(api).key();
        DriftRecord drift = api.drifts(stack).stream()
                .filter(each -> each.key().equals(target.key()))
                .findFirst()
                .orElseThrow(() -> new Failure("there is no drift " + target.key() + " of " + stack
                        + " any more; 'stockade drift list " + stack + "' shows what there is"));
        List<String> lines = switch (format) {
            case TABLE -> text(drift, api.who(stack, target.key()), list.time());
            case JSON, YAML -> List.of(format.print(drift));
        };
        lines.forEach(surroundings.terminal()::line);
        return 0;
    }

    private static List<String> text(DriftRecord drift, String who, String now) {
        Table table = new Table("Resource", drift.resource());
        table.row("AWS id", drift.id() == null ? "(none)" : drift.id());
        table.row("Field", drift.field().isEmpty() ? "(the whole thing)" : drift.field());
        table.row("Class", drift.driftClass());
        table.row("Severity", drift.severity());
        table.row("Expected", drift.expected());
        table.row("Actual", drift.actual());
        table.row("First seen", drift.firstSeen() + " (" + Ages.between(drift.firstSeen(), now) + " ago)");
        table.row("Last seen", drift.lastSeen() + " (" + Ages.between(drift.lastSeen(), now) + " ago)");
        table.row("Times seen", drift.timesSeen() + " within a day");
        table.row("Who", who);
        table.row("Decision", drift.decision());
        table.row("Now", drift.doing());
        return table.lines();
    }
}
