package io.stockade.rotation;

import io.stockade.graph.SecretDuty;
import io.stockade.memory.SecretMemory.Flight;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at a rotation: what is to be done now.
 *
 * @param flight as it is remembered
 * @param before when it was tried before; {@code null} if this is the first time
 * @param failures how often it failed in a row
 * @param visibility for how long AWS may not show what was written
 */
record Task(
        SecretDuty duty,
        SeenSecret secret,
        Flight flight,
        @Nullable Instant before,
        int failures,
        Duration visibility,
        Instant now) {
    String arn() {
        return secret.arn();
    }

    String token() {
        return flight.token();
    }

    /** Who sets and tests new versions; {@code null} if nobody does. */
    @Nullable
    String hooks() {
        return hooks(duty);
    }

    static @Nullable String hooks(SecretDuty duty) {
        SecretDuty.Rotation rotation = duty.rotation();
        return rotation == null ? null : rotation.hooks();
    }

    /** Whether AWS may still show what was there before this rotation began. */
    boolean unsettled() {
        return now.isBefore(flight.begun().plus(visibility));
    }

    /** Whether a function that the last try invoked may still be at work. */
    boolean running() {
        return before == null || now.isBefore(before.plus(RotationPace.LONGEST_RUN));
    }

    Instant begun() {
        return flight.begun();
    }
}
