package io.stockade.sandbox.secrets;

import io.stockade.sandbox.functions.FunctionDirectory.Verdict;
import io.stockade.sandbox.functions.Functions;
import io.stockade.sandbox.secrets.Rotation.InFlight;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Timetable;
import io.stockade.schedule.RotationWindow;
import io.stockade.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Knows when each secret is due, and begins its rotation then. */
final class RotationClock {
    private static final String WINDOW = "secretsmanager:window";

    private final RotationRun run;

    RotationClock(Timetable timetable, Functions functions) {
        this.run = new RotationRun(timetable, functions, this);
        timetable.add(WINDOW, this::open);
    }

    /** Whether the function can be invoked for a secret. */
    Verdict ask(Call call, StoredSecret secret, String function) {
        return run.ask(call, secret, function).verdict();
    }

    /** The secret with a rotation that begins now. */
    StoredSecret begun(Call call, StoredSecret secret, String token) {
        return run.begun(call, secret, token);
    }

    /** The secret with its function put to the test, and nothing rotated. */
    StoredSecret tried(Call call, StoredSecret secret, String token) {
        return run.tried(call, secret, token);
    }

    /** The secret with its next rotation planned, counted from now. */
    StoredSecret planned(Call call, StoredSecret secret) {
        return planned(call, secret, call.now(), call.now());
    }

    private static StoredSecret planned(Call call, StoredSecret secret, Instant after, Instant anchor) {
        Rotation rotation = secret.rotation();
        if (!rotation.enabled() || !rotation.scheduled()) {
            return secret;
        }
        Schedule schedule = Schedule.parse(rotation.schedule());
        RotationWindow window = rotation.duration().isEmpty()
                ? RotationWindow.usual(schedule)
                : RotationWindow.parse(rotation.duration());
        Optional<Instant> start = schedule.next(after, anchor);
        if (start.isEmpty()) {
            return secret;
        }
        Instant moment = start.get().plus(drawn(call, secret, start.get(), window.length()));
        call.later(Duration.between(call.now(), moment), WINDOW, secret.name());
        return secret.with(rotation.next(anchor, start.get(), moment, window.end(start.get())));
    }

    /** API reference: "any time during this window". The same secret has the same time in every run. */
    private static Duration drawn(Call call, StoredSecret secret, Instant start, Duration window) {
        String digits = call.hexadecimal(secret.name().hashCode() + start.getEpochSecond());
        return Duration.ofSeconds(Long.remainderUnsigned(Long.parseUnsignedLong(digits, 16), window.toSeconds()));
    }

    /** User guide: a value that somebody puts counts as a rotation when the next date is calculated. */
    StoredSecret afterManualChange(Call call, StoredSecret secret, String token) {
        InFlight inFlight = secret.rotation().inFlight();
        boolean byRotation = inFlight != null && inFlight.token().equals(token);
        return byRotation ? secret : planned(call, secret);
    }

    private void open(Call call, String name) {
        call.find(StoredSecret.TABLE, name)
                .filter(secret -> call.now().equals(secret.rotation().moment()))
                .ifPresent(secret -> open(call, secret));
    }

    private void open(Call call, StoredSecret secret) {
        Rotation rotation = secret.rotation();
        Instant opened = rotation.opens() == null ? call.now() : rotation.opens();
        // Should this one fail, the next window comes all the same, and the date shown stays the one that was missed.
        StoredSecret next = planned(call, secret, opened, rotation.anchor());
        next = next.with(next.rotation().dated(rotation.nextDate()));
        if (secret.deleted() != null || rotation.inFlight() != null) {
            Vault.keep(call, next);
            return;
        }
        String token = Stages.unfinished(call, secret).map(StoredVersion::id).orElseGet(() -> Vault.token(call, null));
        Vault.save(call, begun(call, next, token));
    }
}
