package io.stockade.cli;

import io.stockade.spec.SecureStack;
import io.stockade.web.PlanReply;
import java.util.Map;
import picocli.CommandLine;

/** The commands for tests that parse them and run nothing. */
public final class ParsedCommands {
    private ParsedCommands() {}

    /** All of them, or the one that is asked for. */
    public static CommandLine create(String... asked) {
        return Commands.create(
                new Surroundings(Terminal.ofProcess(Map.of()), Map.of(), new Idle(), duration -> false), asked);
    }

    /** Nothing is run here. */
    private static final class Idle implements Machinery {
        @Override
        public PlanReply plan(SecureStack stack, boolean sandbox) {
            throw new UnsupportedOperationException("commands are only parsed");
        }

        @Override
        public Rights rights(SecureStack stack, String account, String installation, boolean readOnly) {
            throw new UnsupportedOperationException("commands are only parsed");
        }

        @Override
        public EventsReport events(EventsTask task, EventsUse use) {
            throw new UnsupportedOperationException("commands are only parsed");
        }

        @Override
        public int run(RunOptions options) {
            throw new UnsupportedOperationException("commands are only parsed");
        }

        @Override
        public int demo(DemoOptions options) {
            throw new UnsupportedOperationException("commands are only parsed");
        }
    }
}
