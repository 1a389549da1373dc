package io.stockade.sandbox;

import java.time.Instant;
import java.util.List;

/**
 * One call that was made.
 *
 * @param sequence counted from 1
 * @param time when it took effect
 * @param principal who called
 * @param mutating whether an action of this name changes anything
 * @param outcome {@link #OK}, or the error code that was answered
 * @param resources the ids that it was about, at most ten, in the order in which they came up
 */
public record JournalEntry(
        long sequence,
        Instant time,
        String principal,
        String account,
        String region,
        String service,
        String action,
        boolean mutating,
        String outcome,
        List<String> resources) {
    /** The outcome of a call that did what it was asked. */
    public static final String OK = "ok";

    /** Whether it did what it was asked. */
    public boolean succeeded() {
        return outcome.equals(OK);
    }
}
