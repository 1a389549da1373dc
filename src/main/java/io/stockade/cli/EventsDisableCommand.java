package io.stockade.cli;

import io.stockade.cli.Machinery.EventsReport;
import io.stockade.cli.Machinery.EventsTask;
import io.stockade.cli.Machinery.EventsUse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes away what brings events to a service. */
@Command(
        name = "disable",
        mixinStandardHelpOptions = true,
        description = "Take away the rule and the queue of a region, with the events in it. What is not ours stays."
                + " Stop the service, or run it without --events, before.")
final class EventsDisableCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private EventsOptions options = new EventsOptions();

    @Mixin
    private Consent consent = new Consent();

    @Option(
            names = "--with-iam",
            description = "Take away IAM's rule and queue too, which serve the stacks of all regions.")
    private boolean withIam;

    EventsDisableCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        EventsUse use = options.use(surroundings.environment(), withIam);
        EventsReport found = surroundings.machinery().events(EventsTask.LOOK, use);
        EventsText.tree(terminal, found);
        if (found.all(EventsText.ABSENT)) {
            terminal.line("Nothing is to be done.");
            return 0;
        }
        if (!consent.given(terminal, "Delete what is ours of it?", "disable", "deleted")) {
            return 1;
        }
        EventsReport left = surroundings.machinery().events(EventsTask.DISABLE, use);
        EventsText.tree(terminal, left);
        return left.all(EventsText.ABSENT) ? 0 : 1;
    }
}
