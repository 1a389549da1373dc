package io.stockade.aws.call;

import io.stockade.cloud.CallCount;

/** Is told of every call to AWS, sent or held back: the source of metrics and of call counts in tests. */
@FunctionalInterface
public interface CallLog {
    /** Forgets everything. */
    CallLog NONE = (account, region, who, action, outcome) -> {};

    /** The outcome of a call that AWS answered as asked. */
    String OK = "ok";

    /** The outcome of a call that we held back ourselves: it never left. */
    String HELD = "held";

    /** The outcome of a call that AWS refused because there were too many. */
    String THROTTLED = "throttled";

    /**
     * A call ended.
     *
     * @param who on whose behalf: {@link io.stockade.cloud.Errand#who}
     * @param action AWS's name of the call, such as {@code CreateSubnet}
     * @param outcome {@link #OK}, {@link #HELD}, or the category of the failure in lower case
     */
    void called(String account, String region, String who, String action, String outcome);

    /** A call changed something. */
    default void wrote(Write write) {}

    /**
     * A call that changed something.
     *
     * @param service as the SDK's packages have it, such as {@code ec2}
     * @param request AWS's id of it
     */
    record Write(String account, String region, String service, String action, String request) {}

    /** What was called on behalf of somebody in the last hour, as far as this log remembers. */
    default CallCount lastHour(String who) {
        return CallCount.NONE;
    }
}
