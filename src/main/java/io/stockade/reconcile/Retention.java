package io.stockade.reconcile;

import io.stockade.memory.Ledger;
import io.stockade.spec.DeletionMode;
import io.stockade.spec.Toggle;
import io.stockade.status.StackStatus;
import io.stockade.status.StatusAssembler;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What happens to a stack in the place of a deletion: nothing at all, or letting go of everything without touching it. */
final class Retention {
    private Retention() {}

    /**
     * What happens instead of deleting; empty if the stack is to be deleted.
     *
     * @param objection why it must not be, though somebody or something deleted it
     */
    static Optional<Outcome> instead(
            DesiredStack desired,
            Ledger ledger,
            AllowedRoles roles,
            Supplier<Optional<Stall>> objection,
            @Nullable StackStatus previous,
            Instant now) {
        if (desired.manifest().spec().deletionProtection() == Toggle.ENABLED) {
            throw new StalledException(new Stall(
                    "DeletionProtected",
                    "spec.deletion.protection is Enabled: apply the manifest with Disabled, then delete again"));
        }
        if (desired.manifest().spec().deletionMode() == DeletionMode.DELETE) {
            Optional<Stall> obstacle =
                    ledger.isNew() ? Guard.role(desired.manifest(), roles).or(objection) : objection.get();
            if (obstacle.isEmpty()) {
                return Optional.empty();
            }
            // What was never begun, and may not be looked at, can only be let go of; else it would be there for ever.
            if (!ledger.isNew()) {
                throw new StalledException(obstacle.get());
            }
        }
        StackStatus status = StatusAssembler.retained(
                previous,
                desired.generation(),
                Guard.uid(ledger.memory(), desired.adoptUid()),
                Bookkeeping.ids(ledger),
                now);
        ledger.forget();
        return Optional.of(new Outcome(status, StackDetail.NONE, now, null, false, true));
    }
}
