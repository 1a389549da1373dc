package io.stockade.cli;

import io.stockade.spec.SecureStack;
import io.stockade.web.PlanReply;
import io.stockade.web.StackObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hands a manifest to a service. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Show the plan of a manifest, ask, and hand it to a service.")
final class ApplyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ManifestOption manifest = new ManifestOption();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--wait", description = "Wait until the stack is ready; on a terminal that is the default.")
    private boolean wait;

    ApplyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        SecureStack stack = manifest.read(terminal);
        Api api = server.api(surroundings.environment());
        PlanReply plan = api.plan(stack);
        terminal.line(PlanCommand.text(plan));
        if (!consent.given(terminal, "Apply this to " + stack.key() + "?", "apply", "applied")) {
            return 1;
        }
        StackObject applied = api.apply(stack);
        @Nullable Long generation = applied.metadata().generation();
        terminal.line(stack.key() + " applied, generation " + generation);
        boolean follow = wait || terminal.interactive();
        return follow ? new Follow(surroundings, api).untilReady(stack.key(), generation == null ? 0 : generation) : 0;
    }
}
