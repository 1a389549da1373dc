package io.stockade.cli;

import io.stockade.spec.Nearest;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The command line: every command by its name, and how errors are told. */
public final class Commands {
    private static final int ERROR = 1;

    private Commands() {}

    /** What stands before every command. */
    @Command(
            name = "stockade",
            mixinStandardHelpOptions = true,
            description = "Builds secure stacks on AWS from one manifest, keeps them that way, and shows every drift.",
            footer = {"", "First time here: stockade demo"})
    static final class Root {}

    /** What holds several commands. */
    @Command(name = "sandbox", mixinStandardHelpOptions = true, description = "Commands for the sandbox of a service.")
    static final class Sandbox {}

    /** What holds the commands about drift. */
    @Command(
            name = "drift",
            mixinStandardHelpOptions = true,
            description = "See drift, and decide upon it: a decision is upon one drift, and dies when that changes.")
    static final class Drift {}

    /** What holds the commands about the events of AWS. */
    @Command(
            name = "events",
            mixinStandardHelpOptions = true,
            description = "Have AWS tell a service what was changed: rules and queues, with this user's credentials.")
    static final class Events {}

    /**
     * The command line, ready to be executed.
     *
     * @param asked the words that it will be given; without any it can be given all
     */
    public static CommandLine create(Surroundings surroundings, String... asked) {
        Map<String, Supplier<?>> commands = commands(surroundings);
        CommandLine line = new CommandLine(new Root());
        Supplier<?> only = asked.length == 0 ? null : commands.get(asked[0]);
        if (only != null) {
            // Options are found by reflection: whoever starts need not wait for those of all other commands.
            line.addSubcommand(asked[0], only.get());
        } else {
            commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        }
        Terminal terminal = surroundings.terminal();
        return line.setOut(writer(terminal.out()))
                .setErr(writer(terminal.error()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, Commands::duration)
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler((problem, arguments) -> misused(problem, terminal))
                .setExecutionExceptionHandler((failure, command, result) -> failed(failure, terminal));
    }

    /** In the order in which help lists them. */
    private static Map<String, Supplier<?>> commands(Surroundings surroundings) {
        Map<String, Supplier<?>> commands = new LinkedHashMap<>();
        commands.put("demo", () -> new DemoCommand(surroundings));
        commands.put("validate", () -> new ValidateCommand(surroundings));
        commands.put("explain", () -> new ExplainCommand(surroundings));
        commands.put("permissions", () -> new PermissionsCommand(surroundings));
        commands.put("plan", () -> new PlanCommand(surroundings));
        commands.put("apply", () -> new ApplyCommand(surroundings));
        commands.put("approve", () -> new ApproveCommand(surroundings));
        commands.put("drift", () -> drift(surroundings));
        commands.put("rotate", () -> new RotateCommand(surroundings));
        commands.put("delete", () -> new DeleteCommand(surroundings));
        commands.put("get", () -> new GetCommand(surroundings));
        commands.put("describe", () -> new DescribeCommand(surroundings));
        commands.put("calls", () -> new CallsCommand(surroundings));
        commands.put("history", () -> new HistoryCommand(surroundings));
        commands.put("run", () -> new RunCommand(surroundings));
        commands.put("events", () -> events(surroundings));
        commands.put("sandbox", () -> new CommandLine(new Sandbox()).addSubcommand(new TamperCommand(surroundings)));
        commands.put("version", () -> new VersionCommand(surroundings));
        return commands;
    }

    private static CommandLine drift(Surroundings surroundings) {
        return new CommandLine(new Drift())
                .addSubcommand(new DriftListCommand(surroundings))
                .addSubcommand(new DriftShowCommand(surroundings))
                .addSubcommand(new DriftAcceptCommand(surroundings))
                .addSubcommand(new DriftRevertCommand(surroundings))
                .addSubcommand(new DriftIgnoreCommand(surroundings))
                .addSubcommand(new DriftWithdrawCommand(surroundings));
    }

    private static CommandLine events(Surroundings surroundings) {
        return new CommandLine(new Events())
                .addSubcommand(new EventsEnableCommand(surroundings))
                .addSubcommand(new EventsStatusCommand(surroundings))
                .addSubcommand(new EventsDisableCommand(surroundings));
    }

    private static java.io.PrintWriter writer(java.io.PrintStream stream) {
        return new java.io.PrintWriter(stream, true, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static int misused(CommandLine.ParameterException problem, Terminal terminal) {
        CommandLine command = problem.getCommandLine();
        String message = String.valueOf(problem.getMessage());
        if (problem instanceof CommandLine.UnmatchedArgumentException unmatched
                && !command.getSubcommands().isEmpty()
                && !unmatched.getUnmatched().get(0).startsWith("-")) {
            String written = unmatched.getUnmatched().get(0);
            String nearest =
                    Nearest.of(written, List.copyOf(command.getSubcommands().keySet()));
            message = "there is no command '" + written + "'"
                    + (nearest == null ? "" : "; did you mean '" + nearest + "'?");
        }
        terminal.error().println("error: " + message);
        String name = command.getCommandSpec().qualifiedName();
        terminal.error().println("'" + name + " --help' says what there is");
        return ERROR;
    }

    /** Users get the message of what they can do something about; of anything else, that it is a fault of ours. */
    private static int failed(Exception failure, Terminal terminal) {
        String message = String.valueOf(failure.getMessage());
        boolean ours = !(failure instanceof Failure);
        terminal.error().println("error: " + (ours ? failure.getClass().getSimpleName() + ": " + message : message));
        return ERROR;
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse("PT" + text.strip().toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException unreadable) {
            throw new CommandLine.TypeConversionException("'" + text + "' is no duration such as 60s, 5m or 1h30m");
        }
    }
}
