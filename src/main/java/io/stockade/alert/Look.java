package io.stockade.alert;

import java.util.List;

/**
 * Everything that was found at one look at a stack.
 *
 * @param sight what was seen: what is not among the findings is over only if it would have been seen
 */
public record Look(List<Finding> findings, Sight sight) {
    public Look {
        findings = List.copyOf(findings);
    }

    /** Tells "it is not there" from "nobody looked". */
    public interface Sight {
        /** Everything was looked at. */
        Sight CLEAR = (kind, subject) -> true;

        boolean sees(AlertKind kind, String subject);
    }
}
