package io.stockade.cli;

import io.stockade.web.StackList;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists stacks. */
@Command(name = "get", mixinStandardHelpOptions = true, description = "List the stacks of a service, or one of them.")
final class GetCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Surroundings surroundings;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The stack, as NAME or NAMESPACE/NAME.")
    private @Nullable String name;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(
            names = {"-w", "--watch"},
            description = "Go on, and print what changes.")
    private boolean watch;

    @Option(names = "-o", paramLabel = "FORMAT", defaultValue = "table", description = "table, json, or yaml.")
    private OutputFormat format = OutputFormat.TABLE;

    GetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Api api = server.api(surroundings.environment());
        List<String> before = List.of();
        do {
            StackList list = api.list();
            List<String> lines = lines(list);
            for (String line : lines) {
                // Ages grow all the time; a line that only grew older is no news.
                if (before.stream().noneMatch(old -> withoutAge(old).equals(withoutAge(line)))) {
                    terminal.line(line);
                }
            }
            before = lines;
            list.problems().forEach(problem -> warn(problem));
        } while (watch && !terminal.closed() && surroundings.pause().pause(BETWEEN_LOOKS));
        return 0;
    }

    private List<String> lines(StackList list) {
        String wanted = name;
        StackList shown =
                wanted == null ? list : StackList.of(list.time(), List.of(Api.named(list, wanted)), List.of());
        return switch (format) {
            case TABLE -> table(shown);
            case JSON, YAML ->
                List.of(format.print(wanted == null ? shown : shown.items().get(0)));
        };
    }

    private static List<String> table(StackList list) {
        return list.items().isEmpty()
                ? List.of("No stacks yet. Put a manifest into the folder of the service, or: stockade apply -f FILE")
                : StackTable.lines(list);
    }

    private static String withoutAge(String line) {
        return line.replaceAll("\\b[0-9]+[smhd]([0-9]+[smh])?\\b", "").replaceAll(" +", " ");
    }

    private void warn(String problem) {
        if (!watch) {
            surroundings.terminal().error().println("warning: " + problem);
        }
    }
}
