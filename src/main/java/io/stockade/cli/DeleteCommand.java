package io.stockade.cli;

import io.stockade.spec.DeletionMode;
import io.stockade.web.StackObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a stack down. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description =
                "Take a stack down: its manifest goes, and everything that was made for it (unless it says Retain).")
final class DeleteCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "The stack, as NAME or NAMESPACE/NAME.")
    private String name = "";

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--wait", description = "Wait until nothing is left; on a terminal that is the default.")
    private boolean wait;

    DeleteCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Api api = server.api(surroundings.environment());
        StackObject stack = Api.named(api.list(), name);
        boolean retained = stack.spec().deletionMode() == DeletionMode.RETAIN;
        String question = retained
                ? "Forget " + stack.key() + " and leave everything in AWS, as spec.deletion.mode: Retain says?"
                : "Delete " + stack.key() + " and everything in it?";
        if (!consent.given(terminal, question, "delete", "deleted")) {
            return 1;
        }
        api.delete(stack.key());
        terminal.line(stack.key() + (retained ? " is being forgotten" : " is being deleted"));
        // What stays can only be told at the end, and nothing takes long there.
        return wait || retained || terminal.interactive() ? new Follow(surroundings, api).untilGone(stack.key()) : 0;
    }
}
