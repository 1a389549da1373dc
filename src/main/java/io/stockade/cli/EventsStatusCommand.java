package io.stockade.cli;

import io.stockade.cli.Machinery.EventsReport;
import io.stockade.cli.Machinery.EventsTask;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what brings events to a service. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Say what there is of rules and queues, what somebody changed, and what is absent; exit code 2 if"
                + " enabling would do anything.")
final class EventsStatusCommand implements Callable<Integer> {
    private static final int CHANGES = 2;

    private final Surroundings surroundings;

    @Mixin
    private EventsOptions options = new EventsOptions();

    EventsStatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        EventsReport found =
                surroundings.machinery().events(EventsTask.LOOK, options.use(surroundings.environment(), true));
        EventsText.tree(surroundings.terminal(), found);
        return found.all(EventsText.READY) ? 0 : CHANGES;
    }
}
