package io.stockade.aws;

import io.stockade.aws.call.CallLog;
import io.stockade.cloud.Parallel;
import io.stockade.cloud.Permit;
import java.time.InstantSource;

/**
 * What the way to AWS takes from outside.
 *
 * @param log is told of every call
 * @param parallel runs independent reads side by side
 * @param permit asked before each call
 */
public record AwsSurroundings(CallLog log, InstantSource clock, Parallel parallel, Permit permit) {
    /** Those of a process that nobody takes over from. */
    public AwsSurroundings(CallLog log, InstantSource clock, Parallel parallel) {
        this(log, clock, parallel, Permit.ALWAYS);
    }
}
