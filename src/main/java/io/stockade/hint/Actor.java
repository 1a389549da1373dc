package io.stockade.hint;

import java.time.Instant;

/**
 * Who made a call, as CloudTrail says.
 *
 * @param who the ARN of the principal; for a service of AWS its name; empty if nothing tells
 * @param principalId AWS's unique id of the principal, with the name of the session
 * @param issuer the ARN of the role whose session it was; empty if it was none
 * @param invokedBy the service of AWS that called on somebody's behalf; empty if none did
 * @param address where the call came from, or which service it came from; empty if nothing tells
 * @param action AWS's name of the call, such as {@code DeleteRoute}
 * @param time when it was made
 * @param request AWS's id of it; empty if nothing tells
 */
public record Actor(
        String who,
        String principalId,
        String issuer,
        String invokedBy,
        String address,
        String action,
        Instant time,
        String request) {
    /** Whether anybody is named at all: an event may tell of a thing and not of who did it. */
    public boolean known() {
        return !who.isEmpty();
    }
}
