package io.stockade.hint;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What an event of AWS tells: look there. Nothing else of it is believed.
 *
 * @param account where it happened
 * @param region where it happened; what IAM does, happens in one region for all
 * @param time when
 * @param action AWS's name of the call, or what else the event tells of, such as {@code terminated}
 * @param named what it was about, the most telling first; never empty
 * @param vpc the VPC that the call names; empty if it names none
 * @param actor who did it
 */
public record Hint(
        String account, String region, Instant time, String action, List<Named> named, String vpc, Actor actor) {
    /** The components that may be otherwise now, while all else of the thing is as before; empty if any may be. */
    public Set<String> parts() {
        return Subjects.parts(action);
    }
}
