package io.stockade.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the service. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Watch a folder of manifests, or the SecureStack objects of a cluster, and keep the stacks as they"
                        + " say.")
final class RunCommand implements Callable<Integer> {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec specification;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "standalone",
            description = "standalone, for a folder, or kubernetes, for a cluster: ${DEFAULT-VALUE}.")
    private Mode mode = Mode.STANDALONE;

    @Option(names = "--folder", paramLabel = "DIR", description = "The folder of manifests.")
    private Path folder = Path.of("");

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = "stockade-state",
            description = "Where the service keeps what must outlive it: ${DEFAULT-VALUE}.")
    private Path state = Path.of("");

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "The address to listen at: ${DEFAULT-VALUE}.")
    private String host = "";

    @Option(names = "--port", defaultValue = "8080", description = "The port to listen at: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "Holds the token that clients must show; needed off loopback. With --mode=kubernetes it may be left"
                            + " out: nothing but health and metrics answers there then.")
    private @Nullable Path tokenFile;

    @Option(names = "--sandbox", description = "Work in an AWS that lives in this process; no account is touched.")
    private boolean sandbox;

    @Option(
            names = "--sandbox-speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seconds of the sandbox in a second; all other durations are in the sandbox's time.")
    private double speed;

    @Option(
            names = "--sweep",
            paramLabel = "DURATION",
            defaultValue = "60s",
            description = "How often every stack is compared in full: ${DEFAULT-VALUE}.")
    private Duration sweep = Duration.ZERO;

    @Option(names = "--read-only", description = "Observe and report; write nothing to AWS.")
    private boolean readOnly;

    @Option(
            names = "--prune",
            description = "Delete the stack of a file that vanished, if it is the only one; otherwise it is orphaned.")
    private boolean prune;

    @Option(
            names = "--installation",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "Whose everything is that is made here; two installations never share what they own.")
    private String installation = "";

    @Mixin
    private RoleOptions roles = new RoleOptions();

    @Option(
            names = "--tag-sessions",
            description = "Tag the sessions of assumed roles with the installation. Every role's trust policy must then"
                    + " allow sts:TagSession.")
    private boolean tagSessions;

    @Option(
            names = "--limits",
            paramLabel = "FILE",
            description = "How many calls AWS allows this account, where it asked for more than the defaults, as YAML:"
                    + " one line for each action, such as 'CreateVpcEndpoint: {bucket: 20, refill: 2}'.")
    private @Nullable Path limits;

    @Option(
            names = "--alerts",
            paramLabel = "FILE",
            description = "Says as YAML who is told what is wrong with stacks: 'sinks: [{name: ops, type: log}]'.")
    private @Nullable Path alerts;

    @Option(
            names = "--audit-log",
            paramLabel = "FILE",
            description = "Takes a line of JSON for everything that was done in AWS; - is the standard output.")
    private @Nullable String auditLog;

    @Option(
            names = "--events",
            paramLabel = "QUEUE_URL",
            description =
                    "An SQS queue with EventBridge's events of an account and region: what they point at is looked at"
                            + " within seconds, and all else by --sweep as before. May be given several times.")
    private List<String> events = new ArrayList<>();

    /** Where stacks come from. */
    enum Mode {
        STANDALONE,
        KUBERNETES
    }

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        switch (mode) {
            case STANDALONE -> checkFolder();
            case KUBERNETES -> checkCluster();
        }
        if (mode == Mode.STANDALONE && !LOOPBACK.contains(host) && tokenFile == null) {
            throw new Failure("off loopback everybody in reach could change the stacks; give --token-file FILE with a"
                    + " token that clients must show, or leave out --host " + host);
        }
        checkSandbox();
        if (sweep.toSeconds() < 1) {
            throw new Failure("--sweep must be at least 1s");
        }
        return surroundings
                .machinery()
                .run(new Machinery.RunOptions(
                        folder,
                        state,
                        host,
                        port,
                        tokenFile,
                        sandbox,
                        speed,
                        sweep,
                        readOnly,
                        prune,
                        installation,
                        new Machinery.RoleUse(roles.roles(), tagSessions),
                        limits,
                        new Machinery.Telling(alerts, auditLog, given("--state") ? state : null),
                        events,
                        mode == Mode.KUBERNETES ? cluster.use() : null));
    }

    private void checkSandbox() {
        if (!(speed > 0)) {
            throw new Failure("--sandbox-speed must be more than 0");
        }
        if (!sandbox && speed != 1) {
            throw new Failure("--sandbox-speed goes with --sandbox only");
        }
        if (sandbox && limits != null) {
            throw new Failure("--limits goes without --sandbox only: the sandbox has AWS's defaults");
        }
        if (sandbox && !events.isEmpty()) {
            throw new Failure("--events goes without --sandbox only: the sandbox has no queues");
        }
    }

    private void checkFolder() {
        if (!given("--folder")) {
            throw new Failure("--folder DIR is missing: the folder of manifests; or say --mode=kubernetes to work for"
                    + " the SecureStack objects of a cluster");
        }
        refuse(List.of("--namespace", "--selector", "--lease"), "goes with --mode=kubernetes only");
    }

    private void checkCluster() {
        refuse(
                List.of("--folder", "--prune"),
                "goes without --mode=kubernetes only: stacks are objects of the cluster");
        if (!sandbox && alerts == null) {
            refuse(
                    List.of("--state"),
                    "goes with --sandbox or --alerts only, as the place of the sandbox's world and of alerts: the memory"
                            + " of a stack is in its object");
        }
    }

    private void refuse(List<String> options, String why) {
        options.stream().filter(this::given).findFirst().ifPresent(option -> {
            throw new Failure(option + " " + why);
        });
    }

    private boolean given(String option) {
        return Objects.requireNonNull(specification)
                .commandLine()
                .getParseResult()
                .hasMatchedOption(option);
    }
}
