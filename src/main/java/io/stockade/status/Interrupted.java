package io.stockade.status;

import io.stockade.status.StackStatus.Condition;
import io.stockade.status.StackStatus.Observation;
import io.stockade.status.StackStatus.Outputs;
import io.stockade.status.StackStatus.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The status where a pass ended before it saw anything: what was known stays, with its age, and the conditions say why. */
final class Interrupted {
    private Interrupted() {}

    static StackStatus status(
            @Nullable StackStatus previous, long generation, String phase, String reason, String message, Instant now) {
        String seen = message + lastSeen(previous);
        List<Condition> conditions = Stream.concat(
                        conditions(phase.equals("Stalled"), reason, message, seen, generation).stream(),
                        kept(previous, reason, seen, generation).stream())
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
                    StackStatus.Secrets.NONE,
                    null,
                    Observation.NONE,
                    null,
                    null,
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
                previous.secrets(),
                previous.plan(),
                previous.observation(),
                previous.calls(),
                previous.lastHandledReconcileAt(),
                null);
    }

    /** How old everything is that the status goes on telling. */
    private static String lastSeen(@Nullable StackStatus previous) {
        String time = previous == null ? null : previous.observation().time();
        return time == null ? "" : "; the stack was last seen " + time;
    }

    /** What nobody knows any more, and the plan that still waits. */
    private static List<Condition> kept(@Nullable StackStatus previous, String reason, String seen, long generation) {
        List<Condition> kept = new ArrayList<>();
        for (String type : List.of("EgressReady", "SecretsCurrent")) {
            Optional.ofNullable(previous)
                    .flatMap(status -> status.condition(type))
                    .ifPresent(known -> kept.add(new Condition(type, "Unknown", reason, seen, generation, "")));
        }
        Optional.ofNullable(previous)
                .flatMap(status -> status.condition("AwaitingApproval"))
                .ifPresent(kept::add);
        return kept;
    }

    private static List<Condition> conditions(
            boolean stalled, String reason, String message, String seen, long generation) {
        return List.of(
                new Condition("Ready", stalled ? "False" : "Unknown", reason, seen, generation, ""),
                new Condition("Reconciling", "False", "Interrupted", message, generation, ""),
                stalled
                        ? new Condition("Stalled", "True", reason, message, generation, "")
                        : new Condition("Stalled", "False", "NotStalled", "nothing waits for a person", generation, ""),
                new Condition("Drifted", "Unknown", reason, seen, generation, ""));
    }
}
