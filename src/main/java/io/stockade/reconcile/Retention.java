package io.stockade.reconcile;

import io.stockade.memory.Ledger;
import io.stockade.spec.DeletionMode;
import io.stockade.spec.Toggle;
import io.stockade.status.StackStatus;
import io.stockade.status.StatusAssembler;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to a stack in the place of a deletion: nothing at all, or letting go of everything without touching it. */
final class Retention {
    private Retention() {}

    /** What happens instead of deleting; empty if the stack is to be deleted. */
    static Optional<Outcome> instead(
            DesiredStack desired, Ledger ledger, AllowedRoles roles, @Nullable StackStatus previous, Instant now) {
        if (desired.manifest().spec().deletionProtection() == Toggle.ENABLED) {
            throw new Reconciliation.StalledException(new Stall(
                    "DeletionProtected",
                    "spec.deletion.protection is Enabled: apply the manifest with Disabled, then delete again"));
        }
        // What was never begun, and may not be looked at, can only be let go of; otherwise it would be there for ever.
        boolean outOfReach =
                ledger.isNew() && Guard.role(desired.manifest(), roles).isPresent();
        if (desired.manifest().spec().deletionMode() == DeletionMode.DELETE && !outOfReach) {
            return Optional.empty();
        }
        StackStatus status = StatusAssembler.retained(
                previous,
                desired.generation(),
                Guard.uid(ledger.memory(), desired.adoptUid()),
                Bookkeeping.ids(ledger),
                now);
        ledger.forget();
        return Optional.of(new Outcome(status, StackDetail.NONE, null, false, true));
    }
}
