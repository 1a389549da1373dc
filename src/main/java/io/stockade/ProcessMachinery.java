package io.stockade;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.Quarkus;
import io.stockade.aws.AwsSettings;
import io.stockade.aws.SdkClients;
import io.stockade.aws.Sessions;
import io.stockade.cli.Failure;
import io.stockade.cli.Machinery;
import io.stockade.cli.Release;
import io.stockade.cli.Terminal;
import io.stockade.cloud.Permit;
import io.stockade.memory.StateException;
import io.stockade.reconcile.Listeners;
import io.stockade.sandbox.world.WorldStore;
import io.stockade.spec.SecureStack;
import io.stockade.web.Door;
import io.stockade.web.PlanReply;
import io.stockade.web.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What commands need, made in their own process. */
final class ProcessMachinery implements Machinery {
    /** Nobody waits for an empty sandbox. */
    private static final double PLANNING_SPEED = 1000;

    private final Terminal terminal;

    ProcessMachinery(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public PlanReply plan(SecureStack stack, boolean sandbox) {
        CloudSide cloud = sandbox
                ? CloudSides.sandbox(WorldStore.inMemory(), PLANNING_SPEED, Permit.ALWAYS)
                : aws(new Sessions(Planning.INSTALLATION, false), null, Permit.ALWAYS);
        try (Planning planning = new Planning(cloud)) {
            return planning.plan(stack);
        } catch (Refusal refused) {
            throw new Failure(String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public Rights rights(SecureStack stack, String account, String installation, boolean readOnly) {
        try {
            return NeededRights.of(stack, account, installation, readOnly);
        } catch (IllegalArgumentException misspelt) {
            throw new Failure(String.valueOf(misspelt.getMessage()));
        }
    }

    @Override
    public EventsReport events(EventsTask task, EventsUse use) {
        Sessions sessions = new Sessions(use.installation(), false);
        try (SdkClients clients = new SdkClients(Release.version().orElse("unreleased"), sessions)) {
            return new EventsDesk(clients).report(task, use);
        }
    }

    @Override
    public int run(RunOptions options) {
        Announcements.check(options.telling());
        ClusterUse cluster = options.cluster();
        return cluster == null ? runOverFolder(options) : runInCluster(options, cluster);
    }

    private int runInCluster(RunOptions options, ClusterUse use) {
        Door door = new Door(token(options.tokenFile()), true);
        if (!options.sandbox()) {
            Daemons.named("stockade-warm-up").newThread(SdkClients::warmUp).start();
        }
        KubernetesClient client = Cluster.connect(use);
        Cluster.tellOperator(use);
        Election election = Cluster.election(use, options.installation());
        Watching watching = new Watching(election);
        CloudSide cloud = cloud(options, election.leadership());
        Service service = Service.inCluster(
                options, cloud, door, new Listeners(), new Service.InCluster(client, election.leadership()));
        String where = use.namespaces().isEmpty() ? "all namespaces" : String.join(", ", use.namespaces());
        watching.begin();
        try {
            return inFramework(
                    options,
                    new Handover.Job(
                            service,
                            () -> waitForExit(options, "SecureStacks of " + where),
                            client::close,
                            new Handover.ClusterSide(client, watching)));
        } finally {
            watching.resign();
        }
    }

    private int runOverFolder(RunOptions options) {
        if (!Files.isDirectory(options.folder())) {
            throw new Failure("there is no folder " + options.folder() + "; make it, and put manifests into it");
        }
        Door door = new Door(token(options.tokenFile()));
        Service service = service(options, cloud(options, Permit.ALWAYS), door, new Listeners());
        return inFramework(
                options,
                new Handover.Job(
                        service, () -> waitForExit(options, options.folder().toString()), () -> {}));
    }

    private int waitForExit(RunOptions options, String watched) {
        terminal.line("watching " + watched + (options.sandbox() ? ", in a sandbox" : "") + "; http://" + options.host()
                + ":" + options.port());
        Quarkus.waitForExit();
        return 0;
    }

    private static CloudSide cloud(RunOptions options, Permit permit) {
        return options.sandbox()
                ? sandbox(options, permit)
                : aws(new Sessions(options.installation(), options.roles().tagged()), options.limits(), permit);
    }

    @Override
    public int demo(DemoOptions options) {
        Path temporary = temporary();
        DriftsFound drifts = new DriftsFound();
        Listeners listeners = new Listeners();
        listeners.add(drifts);
        RunOptions run = new RunOptions(
                temporary.resolve("stacks"),
                temporary.resolve("state"),
                "127.0.0.1",
                options.port(),
                null,
                true,
                options.speed(),
                Duration.ofSeconds(60),
                false,
                false,
                Demo.INSTALLATION,
                RoleUse.PLAIN,
                null,
                Telling.NOBODY,
                List.of(),
                null);
        Service service = service(run, sandbox(run, Permit.ALWAYS), new Door(null), listeners);
        return inFramework(
                run,
                new Handover.Job(
                        service,
                        () -> new Demo(service, options, terminal, drifts).run(),
                        () -> deleteWhole(temporary)));
    }

    private static CloudSide aws(Sessions sessions, @Nullable Path limits, Permit permit) {
        AwsSettings settings = AwsSettings.STANDARD.with(LimitsFile.read(limits));
        return CloudSides.aws(Release.version().orElse("unreleased"), sessions, settings, permit);
    }

    private static CloudSide sandbox(RunOptions options, Permit permit) {
        try {
            WorldStore world = WorldStore.file(options.state().resolve("sandbox/world"));
            return CloudSides.sandbox(world, options.speed(), permit);
        } catch (UncheckedIOException | IllegalStateException unusable) {
            throw new Failure(unusable.getMessage() + "; is another stockade process running with the state folder "
                    + options.state() + "? Stop that one, or give this one another folder with --state");
        }
    }

    private static Service service(RunOptions options, CloudSide cloud, Door door, Listeners listeners) {
        try {
            return Service.standalone(options, cloud, door, listeners);
        } catch (StateException unusable) {
            cloud.close().run();
            throw new Failure(String.valueOf(unusable.getMessage()));
        }
    }

    private static void deleteWhole(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException unreadable) {
            System.getLogger(ProcessMachinery.class.getName())
                    .log(System.Logger.Level.WARNING, "the temporary folder " + folder + " stays");
        }
    }

    private static Path temporary() {
        try {
            Path folder = Files.createTempDirectory("stockade-demo");
            Files.createDirectory(folder.resolve("stacks"));
            return folder;
        } catch (IOException full) {
            throw new Failure("no temporary folder can be made: " + full.getMessage());
        }
    }

    /** Properties of the process have the last word over the files of the framework. */
    static int inFramework(RunOptions options, Handover.Job job) {
        Handover.give(job);
        System.setProperty("quarkus.http.host", options.host());
        System.setProperty("quarkus.http.port", String.valueOf(options.port()));
        if (System.getProperty("quarkus.profile") == null) {
            String mode = options.cluster() == null ? "standalone" : "kubernetes";
            System.setProperty("quarkus.profile", mode + ",prod");
        }
        AtomicInteger exit = new AtomicInteger();
        AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
        Quarkus.run(ServiceApplication.class, (code, problem) -> {
            exit.set(code);
            trouble.set(problem);
        });
        Throwable problem = trouble.get();
        if (problem != null) {
            throw new Failure("the service could not start at " + options.host() + ":" + options.port() + " ("
                    + cause(problem) + "); if the port is taken, name another with --port");
        }
        return exit.get();
    }

    /** The framework wraps what happened in what it was doing. */
    private static @Nullable String cause(Throwable problem) {
        Throwable deepest = problem;
        for (Throwable next = problem.getCause(); next != null; next = next.getCause()) {
            deepest = next;
        }
        return deepest.getMessage();
    }

    private static @Nullable String token(@Nullable Path file) {
        if (file == null) {
            return null;
        }
        try {
            String token = Files.readString(file).strip();
            if (token.length() < 16) {
                throw new Failure("the token in " + file + " is shorter than 16 characters; make one with"
                        + " 'openssl rand -hex 32 > " + file + "'");
            }
            return token;
        } catch (IOException unreadable) {
            throw new Failure("the token file " + file + " can't be read: "
                    + unreadable.getClass().getSimpleName());
        }
    }
}
