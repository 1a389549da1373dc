package io.stockade.cli;

import io.stockade.web.StackObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes something behind the product's back. */
@Command(
        name = "tamper",
        mixinStandardHelpOptions = true,
        description = "Change something of a stack behind the product's back, as a person in the console would.",
        footer = "WHAT is one of delete-route, open-ssh, terminate-nat, delete-subnet, change-endpoint-groups,"
                + " add-foreign-subnet, detach-gateway, edit-rule, remove-tags, delete-secret, open-secret-policy,"
                + " cancel-rotation, change-secret-key, strip-secret-tags, random.")
final class TamperCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "WHAT", description = "What is to be changed.")
    private String what = "";

    @Option(names = "--stack", paramLabel = "NAME", required = true, description = "As NAME or NAMESPACE/NAME.")
    private String name = "";

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Which random change it is.")
    private long seed;

    @Mixin
    private ServerOptions server = new ServerOptions();

    TamperCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Api api = server.api(surroundings.environment());
        StackObject stack = Api.named(api.list(), name);
        surroundings.terminal().line(api.tamper(stack.key(), what, seed));
        return 0;
    }
}
