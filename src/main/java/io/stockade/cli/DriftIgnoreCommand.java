package io.stockade.cli;

import io.stockade.reconcile.DriftChoice;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts off a drift. */
@Command(
        name = "ignore",
        mixinStandardHelpOptions = true,
        description = "Leave it as it is, and tell nobody of it, until a time.")
final class DriftIgnoreCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private DriftTarget target = new DriftTarget();

    @Option(
            names = "--until",
            required = true,
            paramLabel = "TIME",
            description = "Until when, such as 2026-12-01T00:00:00Z.")
    private OffsetDateTime until = OffsetDateTime.MIN;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; kept, and shown with it.")
    private String reason = "";

    DriftIgnoreCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return target.decide(surroundings, DriftChoice.ignore(until.toInstant(), reason));
    }
}
