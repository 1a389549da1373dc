package io.stockade.cli;

import io.stockade.web.StackList;
import io.stockade.web.StackObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells everything about one stack. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description = "Tell what is wrong with a stack, since when, and what to do; then everything else about it.")
final class DescribeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "The stack, as NAME or NAMESPACE/NAME.")
    private String name = "";

    @Mixin
    private ServerOptions server = new ServerOptions();

    DescribeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Api api = server.api(surroundings.environment());
        StackList list = api.list();
        StackObject stack = Api.named(list, name);
        Description.lines(stack, api.detail(stack.key()), api.events(stack.key()), list.time(), terminal)
                .forEach(terminal::line);
        list.problems().forEach(problem -> terminal.error().println("warning: " + problem));
        return 0;
    }
}
