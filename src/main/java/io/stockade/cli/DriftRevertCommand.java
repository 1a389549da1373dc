package io.stockade.cli;

import io.stockade.reconcile.DriftChoice;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has a drift put right now. */
@Command(
        name = "revert",
        mixinStandardHelpOptions = true,
        description = "Put it right now, whatever the manifest says of such drift.")
final class DriftRevertCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private DriftTarget target = new DriftTarget();

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; kept, and shown with it.")
    private String reason = "";

    DriftRevertCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return target.decide(surroundings, DriftChoice.revert(reason));
    }
}
