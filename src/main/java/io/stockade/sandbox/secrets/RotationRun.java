package io.stockade.sandbox.secrets;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockade.sandbox.functions.FunctionDirectory.Standing;
import io.stockade.sandbox.functions.FunctionDirectory.Verdict;
import io.stockade.sandbox.functions.FunctionOutcome;
import io.stockade.sandbox.functions.Functions;
import io.stockade.sandbox.secrets.Rotation.InFlight;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Timetable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Carries rotations out. User guide, "Rotation by Lambda function": the function is invoked four times; if a step fails,
 * the whole is tried again, several times. How often AWS does not say; here it is after a minute, after two, and so on up
 * to an hour, for a day, and again in the next window. Until then a version with AWSPENDING is left behind, and that is
 * the one that is tried again.
 */
final class RotationRun {
    private static final String STEP = "secretsmanager:step";
    private static final String PRINCIPAL = "secretsmanager.amazonaws.com";
    private static final List<String> STEPS = List.of("createSecret", "setSecret", "testSecret", "finishSecret");
    private static final int TEST = STEPS.indexOf("testSecret");

    private static final Duration BETWEEN_STEPS = Duration.ofSeconds(1);
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final Duration LONGEST_RETRY = Duration.ofHours(1);
    private static final Duration GIVING_UP = Duration.ofHours(24);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Functions functions;
    private final RotationClock clock;

    RotationRun(Timetable timetable, Functions functions, RotationClock clock) {
        this.functions = functions;
        this.clock = clock;
        timetable.add(STEP, this::step);
    }

    Standing ask(Call call, StoredSecret secret, String function) {
        return functions.ask(call, function, PRINCIPAL, secret.arn());
    }

    StoredSecret begun(Call call, StoredSecret secret, String token) {
        Stages.begin(
                call,
                secret,
                Vault.version(call, secret, token).orElseGet(() -> StoredVersion.begun(secret, token, call.now())));
        return await(call, secret, new InFlight(token, false, 0, 1, call.now(), 0), BETWEEN_STEPS);
    }

    /** API reference, RotateImmediately: a version with AWSPENDING is made for the test step, and then removed. */
    StoredSecret tried(Call call, StoredSecret secret, String token) {
        StoredVersion empty = StoredVersion.begun(secret, token, call.now());
        StoredVersion copy = Stages.holder(call, secret, Stages.CURRENT)
                .filter(StoredVersion::hasValue)
                .map(current -> Value.of(call, current).sealedIn(call, empty))
                .orElse(empty);
        Stages.begin(call, secret, copy);
        return await(call, secret, new InFlight(token, true, TEST, 1, call.now(), 0), BETWEEN_STEPS);
    }

    private static StoredSecret await(Call call, StoredSecret secret, InFlight inFlight, Duration delay) {
        long turn = call.nextNumber();
        call.later(delay, STEP, secret.name() + "|" + turn);
        return secret.with(secret.rotation().with(inFlight.at(turn)));
    }

    private void step(Call call, String subject) {
        String name = subject.substring(0, subject.indexOf('|'));
        String turn = subject.substring(name.length() + 1);
        StoredSecret secret = call.find(StoredSecret.TABLE, name).orElse(null);
        InFlight inFlight = secret == null ? null : secret.rotation().inFlight();
        if (secret == null || inFlight == null || !turn.equals(String.valueOf(inFlight.turn()))) {
            return;
        }
        if (secret.deleted() != null) {
            Vault.keep(call, secret.with(secret.rotation().with(null)));
            return;
        }
        Standing standing = ask(call, secret, secret.rotation().function());
        FunctionOutcome outcome = standing.verdict() == Verdict.YES
                ? invoke(call, secret, inFlight, standing.role())
                : new FunctionOutcome.Failed(standing.verdict().name(), "the function can't be invoked");
        // The function may have changed the secret, or put an end to its rotation.
        call.find(StoredSecret.TABLE, name)
                .filter(after -> inFlight.equals(after.rotation().inFlight()))
                .ifPresent(after -> go(call, after, inFlight, outcome, standing.timeout()));
    }

    private FunctionOutcome invoke(Call call, StoredSecret secret, InFlight inFlight, String role) {
        return functions.run(
                call,
                secret.rotation().function(),
                role,
                JSON.createObjectNode()
                        .put("Step", STEPS.get(inFlight.step()))
                        .put("SecretId", secret.arn())
                        .put("ClientRequestToken", inFlight.token()));
    }

    private void go(Call call, StoredSecret secret, InFlight inFlight, FunctionOutcome outcome, Duration timeout) {
        if (inFlight.trial()) {
            Vault.version(call, secret, inFlight.token())
                    .ifPresent(copy -> call.remove(StoredVersion.TABLE, copy.key()));
            Vault.save(call, secret.with(secret.rotation().with(null)));
        } else if (outcome instanceof FunctionOutcome.Answered && inFlight.step() + 1 < STEPS.size()) {
            Vault.keep(call, await(call, secret, inFlight.next(), BETWEEN_STEPS));
        } else if (outcome instanceof FunctionOutcome.Answered
                && Stages.unfinished(call, secret).isEmpty()) {
            Vault.save(call, clock.planned(call, secret.with(secret.rotation().done(call.now()))));
        } else {
            fail(call, secret, inFlight, outcome instanceof FunctionOutcome.TimedOut ? timeout : Duration.ZERO);
        }
    }

    private static void fail(Call call, StoredSecret secret, InFlight inFlight, Duration noticedAfter) {
        int doublings = Math.min(inFlight.attempt() - 1, 6);
        Duration doubled = FIRST_RETRY.multipliedBy(1L << doublings);
        Duration pause = noticedAfter.plus(doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY);
        Optional<InFlight> again = Optional.of(inFlight.again())
                .filter(next -> call.now().plus(pause).isBefore(next.begun().plus(GIVING_UP)));
        Vault.keep(
                call,
                again.map(next -> await(call, secret, next, pause))
                        .orElseGet(() -> secret.with(secret.rotation().with(null))));
    }
}
