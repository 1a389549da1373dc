package io.stockade.apply;

import io.stockade.plan.Change;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The right to create something, remembered before it is used.
 *
 * @param token makes the call idempotent where AWS takes a client token
 * @param nonce finds the thing again where AWS takes none
 * @param instead what becomes of the creation without a call, by this ticket not even later; {@code null} if it may be
 *     called for
 */
public record Ticket(String token, String nonce, @Nullable ChangeResult instead) {
    /** An earlier try may have succeeded unseen: until then it is looked for. */
    public static Ticket lookingFor(Change change, String token, String nonce, Instant until) {
        String reason = "looking for an earlier creation whose reply was lost";
        return new Ticket(token, nonce, ChangeResult.waiting(change, reason, until));
    }

    /** Its turn is known and has not come: nothing was announced. */
    public static Ticket putOff(ChangeResult waiting) {
        return new Ticket("", "", waiting);
    }
}
