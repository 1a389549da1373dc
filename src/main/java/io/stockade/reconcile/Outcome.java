package io.stockade.reconcile;

import io.stockade.status.StackStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a pass came to.
 *
 * @param looked when it had seen all that it read
 * @param wake when to look again; {@code null} if nothing is awaited before the next sweep
 * @param failed whether anything went wrong that may go right later
 * @param gone whether nothing is left of the stack, and it was forgotten
 */
record Outcome(
        StackStatus status,
        StackDetail detail,
        Instant looked,
        @Nullable Instant wake,
        boolean failed,
        boolean gone) {}
