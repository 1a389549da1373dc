package io.stockade.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the main job on a stack in the sandbox. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Build an example stack in a sandbox, tamper with it, and see the drift found and repaired.")
final class DemoCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--once", description = "Run through to the end, deletion included, and wait for nobody.")
    private boolean once;

    @Option(
            names = "--sandbox-speed",
            paramLabel = "N",
            defaultValue = "30",
            description = "Seconds of the sandbox in a second: ${DEFAULT-VALUE}.")
    private double speed;

    @Option(names = "--port", defaultValue = "8080", description = "The port to listen at: ${DEFAULT-VALUE}.")
    private int port;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return surroundings.machinery().demo(new Machinery.DemoOptions(once, speed, port));
    }
}
