package io.stockade.reconcile;

import io.stockade.blueprint.Blueprint;
import io.stockade.blueprint.Notice;
import io.stockade.plan.ApprovalMode;
import io.stockade.plan.Gate;
import io.stockade.plan.GateRules;
import io.stockade.spec.ApprovalRequired;
import io.stockade.spec.PauseSpec;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that may hold back a change, as the gate wants it. */
final class Holds {
    private Holds() {}

    /** @param approved id of the plan that an approval covers; {@code null} if none does */
    static GateRules rules(
            DesiredStack desired,
            @Nullable String approved,
            EngineSettings settings,
            Blueprint blueprint,
            Instant now) {
        String orphaned = orphaned(desired);
        return new GateRules(
                settings.readOnly(),
                paused(desired, now),
                mode(desired.manifest().spec().approvalRequired()),
                approved,
                desired.state() == DesiredStack.State.DELETING,
                orphaned == null ? blocked(blueprint) : orphaned);
    }

    /** Why no change is made at all; {@code null} if changes are. */
    static @Nullable String reason(DesiredStack desired, EngineSettings settings, Instant now) {
        if (settings.readOnly()) {
            return Gate.READ_ONLY;
        }
        String paused = paused(desired, now);
        return paused == null ? orphaned(desired) : "paused: " + paused;
    }

    /** Why no secret is rotated; {@code null} if secrets are. Drift that is only reported keeps none from it. */
    static @Nullable String rotations(DesiredStack desired, EngineSettings settings, Blueprint blueprint, Instant now) {
        String reason = reason(desired, settings, now);
        return reason == null ? blocked(blueprint) : reason;
    }

    /** When a pause ends; empty if there is none, or none that ends. */
    static Optional<Instant> until(DesiredStack desired) {
        return Optional.ofNullable(desired.manifest().spec().pause()).flatMap(PauseSpec::end);
    }

    private static ApprovalMode mode(ApprovalRequired required) {
        return switch (required) {
            case NEVER -> ApprovalMode.NEVER;
            case DESTRUCTIVE -> ApprovalMode.DESTRUCTIVE;
            case ALWAYS -> ApprovalMode.ALWAYS;
        };
    }

    private static @Nullable String orphaned(DesiredStack desired) {
        if (desired.state() != DesiredStack.State.ORPHANED) {
            return null;
        }
        return "its manifest is gone: bring it back, or delete the stack with 'stockade delete "
                + desired.manifest().key() + "'";
    }

    private static @Nullable String paused(DesiredStack desired, Instant now) {
        PauseSpec pause = desired.manifest().spec().pause();
        if (pause == null) {
            return null;
        }
        Optional<Instant> end = pause.end();
        if (end.filter(instant -> !instant.isAfter(now)).isPresent()) {
            return null;
        }
        String reason = pause.reason() == null ? "" : pause.reason() + ", ";
        return reason + end.map(instant -> "until " + instant).orElse("until the manifest says otherwise");
    }

    private static @Nullable String blocked(Blueprint blueprint) {
        return blueprint.notices().stream()
                .filter(notice -> notice.severity() == Notice.Severity.ERROR)
                .findFirst()
                .map(notice -> notice.path() + ": " + notice.message())
                .orElse(null);
    }
}
