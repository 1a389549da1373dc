package io.stockade.cli;

import io.stockade.spec.shape.Explanation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what a field of the manifest is for. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Say what a field of the manifest is for, what it may hold, and what it means to leave it out.")
final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "FIELD",
            defaultValue = "",
            description = "Its path, such as spec.network.nat.mode; the whole manifest when left out.")
    private String field = "";

    ExplainCommand(Surroundings surroundings) {
        this.terminal = surroundings.terminal();
    }

    @Override
    public Integer call() {
        try {
            terminal.out().print(Explanation.of(field).text());
            return 0;
        } catch (IllegalArgumentException unknown) {
            throw new Failure(String.valueOf(unknown.getMessage()));
        }
    }
}
