package io.stockade.cli;

import io.stockade.cli.Machinery.EventsReport;

/** What the commands about events print. */
final class EventsText {
    static final String READY = "Ready";
    static final String ABSENT = "Absent";

    private EventsText() {}

    static void tree(Terminal terminal, EventsReport report) {
        ResourceTree.lines(report.parts(), terminal).forEach(terminal::line);
    }

    /** What to do with it. */
    static void use(Terminal terminal, EventsReport report) {
        terminal.line("");
        terminal.line("Run the service with");
        report.queues().forEach(queue -> terminal.line("  --events " + queue));
        terminal.line("and let its credentials do this, beside what they may do already:");
        terminal.out().print(report.rights());
    }
}
