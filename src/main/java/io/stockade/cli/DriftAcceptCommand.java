package io.stockade.cli;

import io.stockade.reconcile.DriftChoice;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a drift as right. */
@Command(
        name = "accept",
        mixinStandardHelpOptions = true,
        description = "Take it as right: it is left as it is, and nobody is told of it any more.")
final class DriftAcceptCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private DriftTarget target = new DriftTarget();

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; kept, and shown with it.")
    private String reason = "";

    DriftAcceptCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return target.decide(surroundings, DriftChoice.accept(reason));
    }
}
