package io.stockade.cli;

import io.stockade.status.DriftRecord;
import io.stockade.web.StackList;
import io.stockade.web.StackObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists drifts. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the drifts of all stacks, or of one, with those that somebody accepted.")
final class DriftListCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(arity = "0..1", paramLabel = "STACK", description = "The stack, as NAME or NAMESPACE/NAME; else all.")
    private @Nullable String name;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(
            names = "--fail",
            description = "Exit with 1 if there is drift that nobody accepted, or that can't be ruled out.")
    private boolean fail;

    @Option(names = "-o", paramLabel = "FORMAT", defaultValue = "table", description = "table, json, or yaml.")
    private OutputFormat format = OutputFormat.TABLE;

    DriftListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Api api = server.api(surroundings.environment());
        StackList list = api.list();
        List<StackObject> stacks = name == null ? list.items() : List.of(Api.named(list, name));
        Map<String, List<DriftRecord>> drifts = new TreeMap<>();
        stacks.forEach(stack -> drifts.put(stack.key(), api.drifts(stack.key())));
        lines(drifts, list.time()).forEach(surroundings.terminal()::line);
        boolean open = drifts.values().stream().flatMap(List::stream).anyMatch(drift -> !drift.tolerated());
        return fail && open ? 1 : 0;
    }

    private List<String> lines(Map<String, List<DriftRecord>> drifts, String now) {
        return switch (format) {
            case TABLE -> table(drifts, now);
            case JSON, YAML -> List.of(format.print(drifts));
        };
    }

    private static List<String> table(Map<String, List<DriftRecord>> drifts, String now) {
        Table table =
                new Table("STACK", "KEY", "SEVERITY", "CLASS", "RESOURCE", "FIELD", "DECISION", "AGE", "TIMES", "WHO");
        List<String> keys = new ArrayList<>();
        drifts.forEach((stack, all) -> all.forEach(drift -> {
            keys.add(drift.key());
            table.row(
                    stack,
                    drift.key(),
                    drift.severity(),
                    drift.driftClass(),
                    drift.resource(),
                    drift.field(),
                    drift.decision(),
                    Ages.between(drift.firstSeen(), now),
                    String.valueOf(drift.timesSeen()),
                    Objects.requireNonNullElse(drift.actor(), ""));
        }));
        return keys.isEmpty() ? List.of("No drift.") : table.lines();
    }
}
