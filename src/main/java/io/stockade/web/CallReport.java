package io.stockade.web;

import java.util.List;

/**
 * What was called in the last hour.
 *
 * @param time the service's
 * @param lastHour all of it
 * @param actions by AWS's names of the calls
 * @param stacks by whom it was for; {@code shared} is what served all stacks of an account and region
 */
public record CallReport(String time, Count lastHour, List<ByAction> actions, List<ByStack> stacks) {
    /**
     * How many calls.
     *
     * @param sent what went to AWS, whatever it answered
     * @param writes those of the sent ones that were to change something
     * @param held what was put off to stay under AWS's limits, and not sent
     * @param throttled those of the sent ones that AWS refused because there were too many
     * @param failed those of the sent ones that came to nothing for any other reason
     */
    public record Count(long sent, long writes, long held, long throttled, long failed) {}

    /** The calls of one action, in one account and region. */
    public record ByAction(String action, String account, String region, Count count) {}

    /** The calls for one stack. */
    public record ByStack(String stack, Count count) {}

    /** How often a call came to something since the service was started: what metrics are made of. */
    public record Total(String action, String account, String region, String outcome, long count) {}
}
