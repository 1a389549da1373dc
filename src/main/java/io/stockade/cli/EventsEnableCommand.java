package io.stockade.cli;

import io.stockade.cli.Machinery.EventsReport;
import io.stockade.cli.Machinery.EventsTask;
import io.stockade.cli.Machinery.EventsUse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes what brings events to a service. */
@Command(
        name = "enable",
        mixinStandardHelpOptions = true,
        description = "Make the rule and the queue that bring events to a service, or put right what somebody changed"
                + " of them. May be given again at any time.")
final class EventsEnableCommand implements Callable<Integer> {
    private static final int CHANGES = 2;

    private final Surroundings surroundings;

    @Mixin
    private EventsOptions options = new EventsOptions();

    @Mixin
    private Consent consent = new Consent();

    @Option(
            names = "--without-iam",
            description = "Leave out the second queue, for what happens in IAM: AWS tells of that in one region only.")
    private boolean withoutIam;

    @Option(names = "--dry-run", description = "Say what is there, and write nothing; exit code 2 if enabling would.")
    private boolean dryRun;

    EventsEnableCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        EventsUse use = options.use(surroundings.environment(), !withoutIam);
        EventsReport found = surroundings.machinery().events(EventsTask.LOOK, use);
        EventsText.tree(terminal, found);
        if (found.all(EventsText.READY)) {
            terminal.line("Nothing is to be done.");
            EventsText.use(terminal, found);
            return 0;
        }
        if (dryRun) {
            terminal.line("Nothing was written.");
            return CHANGES;
        }
        if (!consent.given(terminal, "Make what is absent, and put right what was changed?", "enable", "written")) {
            return 1;
        }
        EventsReport made = surroundings.machinery().events(EventsTask.ENABLE, use);
        EventsText.tree(terminal, made);
        EventsText.use(terminal, made);
        return 0;
    }
}
