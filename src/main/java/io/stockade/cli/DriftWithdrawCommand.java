package io.stockade.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes back what was decided upon a drift. */
@Command(
        name = "withdraw",
        mixinStandardHelpOptions = true,
        description = "Take back what was decided upon it: the manifest decides again.")
final class DriftWithdrawCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private DriftTarget target = new DriftTarget();

    DriftWithdrawCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return target.decide(surroundings, null);
    }
}
