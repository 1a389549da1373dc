package io.stockade.cli;

import io.stockade.spec.SecureStack;
import io.stockade.web.PlanReply;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what would be done. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Show what would be done about a manifest, and do nothing.",
        footer = "Exit code: 0 no change, 2 changes, 1 error.")
final class PlanCommand implements Callable<Integer> {
    private static final int CHANGES = 2;

    private final Surroundings surroundings;

    @Mixin
    private ManifestOption manifest = new ManifestOption();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private RoleOptions roles = new RoleOptions();

    @ArgGroup
    private World world = new World();

    @Option(names = "-o", paramLabel = "FORMAT", defaultValue = "table", description = "table or json.")
    private OutputFormat format = OutputFormat.TABLE;

    PlanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Which world the plan starts from, other than that of a service. */
    static final class World {
        @Option(names = "--sandbox", description = "Plan against an empty sandbox, without a service.")
        private boolean sandbox;

        @Option(names = "--aws", description = "Plan against AWS with this user's credentials, without a service.")
        private boolean aws;
    }

    @Override
    public Integer call() {
        SecureStack stack = manifest.read(surroundings.terminal());
        roles.check(stack);
        PlanReply plan = world.sandbox || world.aws
                ? surroundings.machinery().plan(stack, world.sandbox)
                : server.api(surroundings.environment()).plan(stack);
        boolean text = format == OutputFormat.TABLE;
        surroundings.terminal().line(text ? text(plan) : format.print(plan.plan() == null ? plan : plan.plan()));
        return plan.changes() ? CHANGES : 0;
    }

    static String text(PlanReply plan) {
        return plan.exposure().isEmpty() ? plan.text() : plan.text() + "\n" + plan.exposure();
    }
}
