package io.stockade.cli;

import io.stockade.web.RotationRequest;
import io.stockade.web.StackObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Has a secret rotated at once. */
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = "Have a secret rotated at once, whatever its schedule says. The schedule goes on as before.")
final class RotateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "STACK", description = "The stack, as NAME or NAMESPACE/NAME.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "SECRET", description = "The secret, by its name in the manifest.")
    private String secret = "";

    @Mixin
    private ServerOptions server = new ServerOptions();

    RotateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Api api = server.api(surroundings.environment());
        StackObject stack = Api.named(api.list(), name);
        RotationRequest asked = api.rotate(stack.key(), secret);
        terminal.line(asked.message() + "; 'stockade describe " + stack.key() + "' tells how it goes");
        return 0;
    }
}
