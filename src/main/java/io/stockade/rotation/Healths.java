package io.stockade.rotation;

import io.stockade.graph.SecretDuty;
import io.stockade.graph.ValueRecipe;
import io.stockade.memory.SecretMemory;
import io.stockade.memory.SecretMemory.Cause;
import io.stockade.memory.SecretMemory.Failure;
import io.stockade.memory.SecretMemory.Flight;
import io.stockade.rotation.SecretHealth.State;
import io.stockade.schedule.RotationWindow;
import io.stockade.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says how a secret fares, from what is remembered of it and what AWS shows. */
final class Healths {
    private final SecretDuty duty;
    private final String uid;
    private final Instant now;

    Healths(SecretDuty duty, String uid, Instant now) {
        this.duty = duty;
        this.uid = uid;
        this.now = now;
    }

    /** What is to be said in a word, and for people. */
    private record Finding(State state, String step, String reason, String message, int attempt) {
        static Finding of(State state, String reason, String message) {
            return new Finding(state, "", reason, message, 0);
        }
    }

    /** A secret that cannot be seen. */
    SecretHealth unseen(String reason, String message) {
        return new SecretHealth(
                duty.name(), "", null, strategy(), State.UNKNOWN, "", reason, message, 0, null, null, new TreeMap<>());
    }

    /** @param hold why nothing is written; {@code null} if it is */
    SecretHealth of(SeenSecret seen, SecretMemory memory, @Nullable String hold) {
        Finding found = finding(seen, memory, hold);
        return new SecretHealth(
                duty.name(),
                seen.fullName(),
                seen.arn(),
                strategy(),
                found.state(),
                found.step(),
                found.reason(),
                found.message(),
                found.attempt(),
                rotated(seen, memory),
                next(seen, memory),
                seen.labels());
    }

    private String strategy() {
        return duty.rotation() == null ? "None" : duty.rotation().strategy().toString();
    }

    private Finding finding(SeenSecret seen, SecretMemory memory, @Nullable String hold) {
        Failure failure = memory.failure();
        Flight flight = memory.flight();
        String step = flight == null ? "" : flight.step();
        if (failure != null) {
            return new Finding(
                    State.FAILED,
                    step,
                    failure.reason(),
                    failure.message() + (hold == null ? "; tried again at " + failure.retryAt() : "; held: " + hold),
                    failure.attempt());
        }
        if (seen.current() == null) {
            return valueless(step, hold);
        }
        Optional<Instant> overdue = overdue(seen, memory);
        if (overdue.isPresent()) {
            String why = hold == null ? "" : "; held: " + hold;
            return Finding.of(State.OVERDUE, hold == null ? "NotRotated" : "Held", "due since " + overdue.get() + why);
        }
        if (flight != null && flight.cause() == Cause.LEFTOVER) {
            return Finding.of(
                    State.CURRENT,
                    "LeftPending",
                    "version " + flight.token() + " is pending, and nobody knows of a rotation; looked into at "
                            + flight.next());
        }
        if (flight != null) {
            String shown = step.isEmpty() ? Steps.CREATE : step;
            String held = hold == null ? "" : "held: " + hold;
            return new Finding(State.ROTATING, shown, hold == null ? "" : "Held", held, 1);
        }
        return Finding.of(State.CURRENT, "", "");
    }

    private Finding valueless(String step, @Nullable String hold) {
        if (duty.recipe() instanceof ValueRecipe.External) {
            return Finding.of(
                    State.AWAITING_VALUE, "NoValue", "somebody has to put a value there: Stockade never writes it");
        }
        String message = hold == null ? "its first value is being made" : "its first value is not made: " + hold;
        String shown = step.isEmpty() ? Steps.CREATE : step;
        return new Finding(State.ROTATING, shown, hold == null ? "FirstValue" : "Held", message, 1);
    }

    /** Since when it ought to have been rotated, if its window and more has passed. */
    private Optional<Instant> overdue(SeenSecret seen, SecretMemory memory) {
        if (Agenda.byAws(duty)) {
            Instant next = seen.next();
            return next == null || now.isBefore(next.plus(window()).plus(RotationPace.GRACE))
                    ? Optional.empty()
                    : Optional.of(next);
        }
        return DueTimes.of(duty, memory, uid)
                .flatMap(times -> times.open(now)
                        .filter(due -> !now.isBefore(times.end(due).plus(RotationPace.GRACE))));
    }

    private Duration window() {
        SecretDuty.Rotation rotation = duty.rotation();
        if (rotation == null) {
            return Duration.ZERO;
        }
        Duration window = rotation.window();
        Optional<Schedule> schedule = DueTimes.parse(rotation.schedule());
        return window == null
                ? schedule.map(each -> RotationWindow.usual(each).length()).orElse(Duration.ZERO)
                : window;
    }

    private @Nullable Instant rotated(SeenSecret seen, SecretMemory memory) {
        if (seen.current() == null) {
            return null;
        }
        Instant byAws = Agenda.byAws(duty) ? seen.rotated() : null;
        if (byAws != null) {
            return byAws;
        }
        return memory.rotated() == null ? seen.changed() : memory.rotated();
    }

    private @Nullable Instant next(SeenSecret seen, SecretMemory memory) {
        if (Agenda.byAws(duty)) {
            return seen.next();
        }
        return DueTimes.of(duty, memory, uid)
                .flatMap(times -> times.open(now).or(() -> times.next(now)))
                .orElse(null);
    }
}
