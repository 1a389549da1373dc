package io.stockade.status;

import io.stockade.status.StackStatus.Condition;
import io.stockade.status.StackStatus.Observation;
import io.stockade.status.StackStatus.Outputs;
import io.stockade.status.StackStatus.Resources;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The status where a pass ended before it saw anything: what was known stays, with its age, and the conditions say why. */
final class Interrupted {
    private Interrupted() {}

    static StackStatus status(
            @Nullable StackStatus previous, long generation, String phase, String reason, String message, Instant now) {
        List<Condition> conditions = conditions(phase.equals("Stalled"), reason, message, generation).stream()
                .map(condition -> Conditions.since(condition, previous, now))
                .toList();
        if (previous == null) {
            Resources none = new Resources(0, 0, List.of());
            return new StackStatus(
                    generation,
                    phase,
                    message,
                    conditions,
                    Outputs.NONE,
                    none,
                    StackStatus.Drift.NONE,
                    null,
                    Observation.NONE,
                    null);
        }
        return new StackStatus(
                generation,
                phase,
                message,
                conditions,
                previous.outputs(),
                previous.resources(),
                previous.drift(),
                previous.plan(),
                previous.observation(),
                null);
    }

    private static List<Condition> conditions(boolean stalled, String reason, String message, long generation) {
        return List.of(
                new Condition("Ready", stalled ? "False" : "Unknown", reason, message, generation, ""),
                new Condition("Reconciling", "False", "Interrupted", message, generation, ""),
                stalled
                        ? new Condition("Stalled", "True", reason, message, generation, "")
                        : new Condition("Stalled", "False", "NotStalled", "nothing waits for a person", generation, ""),
                new Condition("Drifted", "Unknown", reason, message, generation, ""));
    }
}
