package io.stockade.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says which release this is. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "Say which release this is.")
final class VersionCommand implements Callable<Integer> {
    private final Terminal terminal;

    VersionCommand(Surroundings surroundings) {
        this.terminal = surroundings.terminal();
    }

    @Override
    public Integer call() {
        terminal.line("stockade " + Release.version().orElse("(unreleased)")
                + ", manifests stockade.dev/v1alpha1, Java " + Runtime.version().feature());
        return 0;
    }
}
