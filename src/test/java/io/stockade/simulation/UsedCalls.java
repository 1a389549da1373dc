package io.stockade.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.reconcile.EngineSettings;
import io.stockade.sandbox.JournalEntry;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.spec.SecureStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.AwsRequest;

/** What the product asks of AWS in a fixed set of lives: each call, with what stood in the world just before it. */
public final class UsedCalls {
    public static final String ACCOUNT = Simulation.ACCOUNT;
    public static final String INSTALLATION = "test";

    private static final Path DRIFT = Path.of("src/test/resources/io/stockade/simulation/drift");
    private static final Map<Play, List<Used>> PLAYED = new EnumMap<>(Play.class);
    private static final Duration SLOW = Duration.ofMinutes(61);

    /** A life. Between them they use whatever the product can do. */
    public enum Play {
        READ_ONLY,
        NETWORK_ONLY,
        ISOLATED,
        GATEWAYS,
        INSTANCES,
        INSTANCES_WITH_ROLES,
        FUNCTIONS,
        SECRET_ACCESS,
        MOVES,
        SECRETS
    }

    /**
     * A call.
     *
     * @param action AWS's name of it
     * @param world rows by table and id; nothing for calls that only read
     */
    public record Used(Play play, String action, boolean mutating, AwsRequest request, Map<String, JsonNode> world) {
        /** The service as IAM's actions name it; the SDK's packages are named alike. */
        public String service() {
            String name = request.getClass().getPackageName();
            return name.substring("software.amazon.awssdk.services.".length(), name.indexOf(".model"));
        }
    }

    private final Play play;
    private final WatchedWorld world = new WatchedWorld();
    private final List<Used> used = new ArrayList<>();
    private final Set<String> heard = new TreeSet<>();
    private final Set<Class<?>> read = new HashSet<>();
    private final Simulation simulation;
    private long begun;

    private UsedCalls(Play play) {
        this.play = play;
        this.simulation = new Simulation(
                Simulation.START,
                world,
                SandboxSettings.defaults(),
                EngineSettings.of(INSTALLATION, false, Duration.ofMinutes(1)));
        simulation.watchRequests(this::heard);
    }

    /** All calls of a life; it is played once. */
    public static synchronized List<Used> of(Play play) {
        return PLAYED.computeIfAbsent(play, wanted -> new UsedCalls(wanted).played());
    }

    private void heard(Wiretap.Sent request) {
        heard.add(request.action());
        // Services have actions of the same name.
        boolean first = read.add(request.request().getClass());
        if (request.mutating() || first) {
            used.add(new Used(play, request.action(), request.mutating(), request.request(), world.rows()));
        }
    }

    private List<Used> played() {
        try (simulation) {
            switch (play) {
                case READ_ONLY -> readOnly();
                case NETWORK_ONLY -> networkOnly();
                case ISOLATED -> lived(Simulation.example("isolated"));
                case GATEWAYS -> {
                    tampered("gateway");
                    lived(Simulation.example("gateway"));
                }
                case INSTANCES -> lived(Simulation.example("minimal"));
                case INSTANCES_WITH_ROLES -> {
                    bounded();
                    tampered("instance");
                    lived(Simulation.example("orders"));
                }
                case FUNCTIONS -> new DriverLife(simulation).functions();
                case SECRET_ACCESS -> new DriverLife(simulation).access();
                case MOVES -> moves();
                case SECRETS -> new SecretRequests(simulation, "default/secrets").lived();
            }
            assertSame();
            return List.copyOf(used);
        }
    }

    /** The requests that were heard and the journal of the sandbox tell of the same actions. */
    private void assertSame() {
        Set<String> journal = simulation.calls(begun).stream()
                .map(JournalEntry::action)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!heard.containsAll(journal)) {
            throw new AssertionError("the journal knows more than " + heard + ": " + journal);
        }
    }

    private void readOnly() {
        List<String> stacks = List.of(applied("instance"), applied("gateway"));
        stacks.forEach(simulation::untilReady);
        SecretRequests.leave(simulation, "default/instance");
        new DriverLife(simulation).stand();
        used.clear();
        heard.clear();
        read.clear();
        begun = simulation.sandbox.journal().sequence();
        simulation.restart(EngineSettings.of(INSTALLATION, true, Duration.ofMinutes(1)));
        stacks.forEach(simulation::sweep);
        new DriverLife(simulation).look();
        for (DriftCase drift : DriftCases.all()) {
            if (drift.subject().endsWith(".tags") && stacks.contains("default/" + drift.stack())) {
                Console console = new Console(simulation, "default/" + drift.stack());
                simulation.act(() -> drift.action().accept(console));
            }
        }
        Console console = new Console(simulation, "default/instance");
        simulation.act(() -> console.ec2.terminateInstances(request -> request.instanceIds(console.instance())));
        simulation.apply(Simulation.example("minimal"));
        stacks.forEach(this::watched);
        simulation.wanted.keySet().forEach(simulation::outsidePreview);
        stacks.forEach(simulation::delete);
        stacks.forEach(this::watched);
    }

    private void networkOnly() {
        Shape shape = Shape.start("{mode: None}");
        String stack = simulation.apply(Simulation.manifest(shape.yaml()));
        simulation.untilReady(stack);
        String more = shape.yaml().replace("zones: 2", "zones: 3").replace("access: Private", "access: Isolated")
                + "  securityGroups: [{name: app}, {name: db}]\n"
                + "  links: [{from: {group: app}, to: {group: db}, port: 5432, description: old}]\n";
        simulation.apply(Simulation.manifest(more));
        simulation.agree(stack);
        simulation.apply(Simulation.manifest(more.replace("description: old", "description: new")));
        simulation.agree(stack);
        simulation.apply(Simulation.manifest(shape.yaml()));
        simulation.agree(stack);
        gone(stack);
    }

    private void moves() {
        Shape shape = Shape.start("{mode: Instance}");
        String stack = simulation.apply(Simulation.manifest(shape.yaml()));
        simulation.untilReady(stack);
        for (String nat : List.of(
                "{mode: Instance, sessionManager: Enabled}",
                "{mode: Instance, instanceType: t4g.small}",
                "{mode: Gateway}",
                "{mode: None}",
                "{mode: Instance, availability: PerZone}")) {
            simulation.apply(Simulation.manifest(Shape.start(nat).yaml()));
            simulation.agree(stack);
            // What a move leaves behind goes when AWS lets go of it.
            simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(10)));
            simulation.agree(stack);
        }
        gone(stack);
    }

    private void lived(SecureStack manifest) {
        String stack = simulation.apply(manifest);
        simulation.untilReady(stack);
        simulation.sweep(stack);
        gone(stack);
    }

    /** Somebody does everything to a stack that can be done to it. */
    private void tampered(String name) {
        String stack = applied(name);
        simulation.untilReady(stack);
        simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(6)));
        for (DriftCase drift : DriftCases.all()) {
            if (drift.stack().equals(name)) {
                Console console = new Console(simulation, stack);
                simulation.act(() -> drift.action().accept(console));
                watched(stack);
                simulation.act(() -> drift.undo().accept(console));
                watched(stack);
            }
        }
        retagged(stack, name);
        if (name.equals("instance")) {
            inlinePolicy(stack);
        } else {
            untaggedAddress(stack);
        }
        gone(stack);
    }

    /** The manifest asks for a tag, and then for it no more. */
    private void retagged(String stack, String name) {
        applied(name, "  tags: {team: red}\n");
        watched(stack);
        applied(name);
        watched(stack);
    }

    private String applied(String name) {
        return applied(name, "");
    }

    private String applied(String name, String more) {
        try {
            return simulation.apply(Simulation.manifest(Files.readString(DRIFT.resolve(name + ".yaml")) + more));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Sweeps long enough for what is read at a slower rhythm, and for repairs. */
    private void watched(String stack) {
        simulation.sweep(stack);
        simulation.time.runUntil(simulation.time.now().plus(SLOW));
        int minutes = 0;
        do {
            simulation.sweep(stack);
            simulation.time.runUntil(simulation.time.now().plusSeconds(50));
            minutes++;
        } while (minutes < 20 && !settled(stack));
    }

    private boolean settled(String stack) {
        var status = Objects.requireNonNull(simulation.statuses.get(stack));
        return status.is("Ready") && !status.is("Drifted") && !status.is("Reconciling");
    }

    /** The cases have it for the address of a NAT instance only. */
    private void untaggedAddress(String stack) {
        Console console = new Console(simulation, stack);
        simulation.act(() -> console.ids().keySet().stream()
                .filter(address -> address.startsWith("ElasticIp/"))
                .forEach(console::untag));
        watched(stack);
    }

    /** Somebody bounds a role that no boundary is declared for. */
    private void bounded() {
        String stack = simulation.apply(Simulation.manifest(
                Shape.start("{mode: Instance, sessionManager: Enabled}").yaml()));
        simulation.untilReady(stack);
        Console console = new Console(simulation, stack);
        simulation.act(() -> console.iam.putRolePermissionsBoundary(request -> request.roleName(console.id("Role/nat"))
                .permissionsBoundary("arn:aws:iam::" + ACCOUNT + ":policy/mine")));
        watched(stack);
        gone(stack);
    }

    /** IAM refuses to delete a role with a policy that somebody wrote into it. */
    private void inlinePolicy(String stack) {
        Console console = new Console(simulation, stack);
        simulation.act(() -> console.iam.putRolePolicy(request -> request.roleName(console.id("Role/nat"))
                .policyName("mine")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[]}")));
    }

    private void gone(String stack) {
        simulation.delete(stack);
        simulation.untilGone(stack);
    }
}
