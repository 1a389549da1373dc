package io.stockade.simulation;

import io.stockade.memory.SecretMemory;
import io.stockade.reconcile.DesiredStack;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import io.stockade.sandbox.counterpart.Counterpart;
import io.stockade.sandbox.functions.FunctionException;
import io.stockade.sandbox.functions.Invocation;
import io.stockade.simulation.CallMoment.Caller;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * A secret's first value, a rotation that somebody asks for, and one whose time comes. Once something may go wrong, at a
 * call to Secrets Manager or Lambda; between any two of them everybody must be able to log in, and it ends as ever.
 */
final class RotationPlay {
    /** When the window of the time that comes has passed. */
    private static final Instant SERVED = Instant.parse("2027-01-01T04:05:00Z");

    private static final Instant PATIENCE = Instant.parse("2027-01-01T09:00:00Z");

    private final RotatedSecret secret;
    private final @Nullable Blow blow;
    private final Simulation simulation;
    private final LoginWatch watch;
    private final Instant begin;
    private final List<CallMoment> moments = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Something that goes wrong.
     *
     * @param index of the call, counted from 1
     * @param moment that it is where nothing goes wrong
     */
    record Blow(CallMishap what, int index, CallMoment moment) {}

    /**
     * What came of it.
     *
     * @param moments at which something could have gone wrong
     */
    record Outcome(List<CallMoment> moments, List<String> problems) {}

    private RotationPlay(RotatedSecret secret, Simulation simulation, @Nullable Blow blow) {
        this.secret = secret;
        this.blow = blow;
        this.simulation = simulation;
        this.watch = new LoginWatch(secret, simulation);
        this.begin = simulation.time.now();
    }

    static Outcome of(RotatedSecret secret, Checkpoint start, @Nullable Blow blow) {
        try (Simulation simulation = start.open(new KeptWorld(start.world()))) {
            RotationPlay play = new RotationPlay(secret, simulation, blow);
            play.run();
            return new Outcome(List.copyOf(play.moments), play.told());
        }
    }

    private void run() {
        simulation.sandbox.functions().register(RotatedSecret.FUNCTION, this::function);
        Fault fault = blow == null ? new Fault.Before(() -> {}) : blow.what().of(blow.moment(), simulation);
        simulation.sandbox.faults().add(point -> counts(point) && comes(moment(point)), fault);
        simulation.sandbox.faults().add(this::counts, new Fault.Before(() -> watch.look("call " + moments.size())));
        simulation.apply(secret.manifest());
        until(begin.plus(Duration.ofMinutes(10)));
        simulation.act(this::open);
        // A function that doesn't see yet what the person put there would rotate a single user.
        simulation.time.runUntil(begin.plus(Duration.ofMinutes(15)));
        ask();
        until(begin.plus(Duration.ofMinutes(20)));
        until(SERVED);
        while (simulation.time.now().isBefore(PATIENCE) && !ended()) {
            until(simulation.time.now().plus(Duration.ofMinutes(10)));
        }
        simulation.act(this::conclude);
    }

    private void until(Instant time) {
        simulation.time.runUntil(time);
        simulation.sweep(RotatedSecret.STACK);
    }

    private boolean counts(FaultPoint point) {
        boolean ours = point.principal().equals(simulation.principal()) && simulation.lives();
        return (ours || point.principal().equals(Account.FUNCTION_ROLE))
                && (point.service().equals("secretsmanager") || point.service().equals("lambda"));
    }

    private static CallMoment moment(FaultPoint point) {
        boolean function = point.principal().equals(Account.FUNCTION_ROLE);
        return new CallMoment(function ? Caller.FUNCTION : Caller.STOCKADE, point.action(), point.mutating());
    }

    /** Whether it is the one at which something goes wrong. */
    private boolean comes(CallMoment moment) {
        moments.add(moment);
        return blow != null && blow.index() == moments.size();
    }

    /** The function, and what becomes of its run. */
    private String function(Invocation invocation) {
        boolean struck = comes(new CallMoment(Caller.AWS, invocation.field("Step"), true));
        CallMishap mishap = struck ? Objects.requireNonNull(blow).what() : null;
        if (mishap == CallMishap.KILL_BEFORE) {
            throw FunctionException.timeout();
        }
        if (mishap == CallMishap.ERROR) {
            throw FunctionException.error("MemoryError", "");
        }
        String answer = secret.function().run(invocation);
        if (mishap == CallMishap.KILL_AFTER) {
            throw FunctionException.timeout();
        }
        return answer;
    }

    /** A person gives the first value to the database; for two users also the secret of who may make the other. */
    private void open() {
        SecretsManagerClient console =
                simulation.sandbox.as("console").secretsManager(Simulation.ACCOUNT, Console.REGION);
        Counterpart databases = simulation.sandbox.counterpart(Simulation.ACCOUNT, Console.REGION);
        if (!secret.opensDatabase()) {
            return;
        }
        String value = console.getSecretValue(request -> request.secretId(RotatedSecret.FULL_NAME))
                .secretString();
        StoredLogin login = StoredLogin.of(value);
        databases.database(login.host());
        databases.user(login.host(), login.user(), login.password());
        if (secret.alternates()) {
            databases.admin(login.host(), "admin", "of all");
            String admin = console.createSecret(request -> request.name("admin")
                            .secretString("{\"host\":\"db.internal\",\"username\":\"admin\",\"password\":\"of all\"}"))
                    .arn();
            console.putSecretValue(request -> request.secretId(RotatedSecret.FULL_NAME)
                    .clientRequestToken(RotatedSecret.BY_HAND)
                    .secretString(value.replace("}", ",\"masterarn\":\"" + admin + "\"}")));
        }
        watch.opens();
    }

    private void ask() {
        DesiredStack known = Objects.requireNonNull(simulation.wanted.get(RotatedSecret.STACK));
        simulation.put(new DesiredStack(
                known.manifest(),
                known.generation(),
                known.state(),
                null,
                null,
                null,
                new TreeMap<>(Map.of(RotatedSecret.NAME, RotatedSecret.ASKED)),
                known.driftDecisions()));
    }

    private boolean ended() {
        boolean[] quiet = {false};
        simulation.act(() -> quiet[0] = LoginWatch.finished(watch.labels()));
        SecretMemory memory = memory();
        return quiet[0]
                && memory.flight() == null
                && memory.failure() == null
                && simulation.status(RotatedSecret.STACK).is("Ready");
    }

    private SecretMemory memory() {
        return Objects.requireNonNull(simulation
                .memory
                .find(RotatedSecret.STACK)
                .orElseThrow()
                .memory()
                .secrets()
                .get(RotatedSecret.NAME));
    }

    private void conclude() {
        watch.look("the end");
        SortedMap<String, String> labels = watch.labels();
        check(watch.currents().equals(secret.versions(watch.currents())), "readers got " + watch.currents());
        check(LoginWatch.finished(labels), "labels " + labels);
        check(watch.logsIn(labels), "a reader of AWSCURRENT cannot log in at the end: " + labels);
        SecretMemory memory = memory();
        check(memory.flight() == null && memory.failure() == null, "memory " + memory);
        StackStatus status = simulation.status(RotatedSecret.STACK);
        check(status.is("Ready") && status.is("SecretsCurrent"), "status " + status.message());
        check(simulation.defects.isEmpty(), "defects " + simulation.defects);
        check(blow == null || moments.get(blow.index() - 1).equals(blow.moment()), "something else went wrong");
        problems.addAll(watch.problems());
    }

    private void check(boolean well, String problem) {
        if (!well) {
            problems.add(problem);
        }
    }

    private List<String> told() {
        return problems.stream()
                .map(problem -> secret + ", " + blow + ": " + problem + tail())
                .toList();
    }

    private String tail() {
        return simulation.sandbox.journal().since(0).stream()
                .filter(call -> call.service().equals("secretsmanager")
                        || call.service().equals("lambda"))
                .filter(call ->
                        !call.principal().equals("console") && call.time().isAfter(begin))
                .map(call -> "\n  " + call.time() + " " + call.principal() + " " + call.action() + " " + call.outcome())
                .collect(Collectors.joining());
    }
}
