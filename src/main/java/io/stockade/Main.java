package io.stockade;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.stockade.cli.Commands;
import io.stockade.cli.Surroundings;
import io.stockade.cli.Terminal;
import java.util.Map;

/** Starts the command line. Only commands that run a service start the framework; the others are done before it would be. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Terminal terminal = Terminal.ofProcess(environment);
        Surroundings surroundings =
                new Surroundings(terminal, environment, new ProcessMachinery(terminal), Surroundings::sleep);
        String[] asked = arguments.length == 0 ? new String[] {"--help"} : arguments;
        int exitCode = Commands.create(surroundings, asked).execute(asked);
        terminal.out().flush();
        System.exit(exitCode);
    }
}
