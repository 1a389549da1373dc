package io.stockade.cli;

import io.stockade.status.StackStatus;
import io.stockade.web.StackObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets a plan that waits be carried out. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description =
                "Let the plan that waits be carried out. An approval is of one plan: it dies when the world changes.")
final class ApproveCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "NAME", description = "The stack, as NAME or NAMESPACE/NAME.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PLAN",
            description = "The id of the plan; on a terminal the one that waits is shown and asked about.")
    private @Nullable String plan;

    @Mixin
    private ServerOptions server = new ServerOptions();

    ApproveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Api api = server.api(surroundings.environment());
        StackObject stack = Api.named(api.list(), name);
        String id = plan == null ? asked(stack) : plan;
        if (id.isEmpty()) {
            terminal.line("Nothing was approved.");
            return 1;
        }
        api.approve(stack.key(), id);
        terminal.line("plan " + id + " of " + stack.key() + " approved");
        return 0;
    }

    private String asked(StackObject stack) {
        StackStatus status = stack.status();
        StackStatus.PendingPlan pending = status == null ? null : status.plan();
        if (pending == null) {
            throw new Failure("no plan of " + stack.key() + " waits for approval");
        }
        Terminal terminal = surroundings.terminal();
        terminal.line("Plan " + pending.id() + ": " + pending.why());
        pending.risks().forEach(risk -> terminal.line("  Risk: " + risk));
        pending.changes().forEach(change -> terminal.line("  " + change));
        if (!terminal.interactive()) {
            throw new Failure(
                    "nobody can be asked here; name the plan: stockade approve " + stack.key() + " " + pending.id());
        }
        return terminal.confirms("Approve it?") ? pending.id() : "";
    }
}
