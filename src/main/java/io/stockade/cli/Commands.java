package io.stockade.cli;

import io.stockade.spec.Nearest;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
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

    /** The command line, ready to be executed. */
    public static CommandLine create(Surroundings surroundings) {
        CommandLine line = new CommandLine(new Root())
                .addSubcommand(new DemoCommand(surroundings))
                .addSubcommand(new ValidateCommand(surroundings))
                .addSubcommand(new ExplainCommand(surroundings))
                .addSubcommand(new PermissionsCommand(surroundings))
                .addSubcommand(new PlanCommand(surroundings))
                .addSubcommand(new ApplyCommand(surroundings))
                .addSubcommand(new ApproveCommand(surroundings))
                .addSubcommand(new RotateCommand(surroundings))
                .addSubcommand(new DeleteCommand(surroundings))
                .addSubcommand(new GetCommand(surroundings))
                .addSubcommand(new DescribeCommand(surroundings))
                .addSubcommand(new CallsCommand(surroundings))
                .addSubcommand(new RunCommand(surroundings))
                .addSubcommand(new CommandLine(new Sandbox()).addSubcommand(new TamperCommand(surroundings)))
                .addSubcommand(new VersionCommand(surroundings));
        Terminal terminal = surroundings.terminal();
        return line.setOut(writer(terminal.out()))
                .setErr(writer(terminal.error()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, Commands::duration)
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler((problem, arguments) -> misused(problem, terminal))
                .setExecutionExceptionHandler((failure, command, result) -> failed(failure, terminal));
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
