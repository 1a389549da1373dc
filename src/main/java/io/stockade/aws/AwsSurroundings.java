package io.stockade.aws;

import io.stockade.aws.call.CallLog;
import io.stockade.cloud.Parallel;
import java.time.InstantSource;

/**
 * What the way to AWS takes from outside.
 *
 * @param log is told of every call
 * @param parallel runs independent reads side by side
 */
public record AwsSurroundings(CallLog log, InstantSource clock, Parallel parallel) {}
