package io.stockade.aws.call;

/** Is told of every call to AWS, sent or held back: the source of metrics and of call counts in tests. */
@FunctionalInterface
public interface CallLog {
    /** Forgets everything. */
    CallLog NONE = (account, region, action, outcome) -> {};

    /** The outcome of a call that AWS answered as asked. */
    String OK = "ok";

    /** The outcome of a call that our own bucket held back: it never left. */
    String HELD = "held";

    /**
     * A call ended.
     *
     * @param action AWS's name of the call, such as {@code CreateSubnet}
     * @param outcome {@link #OK}, {@link #HELD}, or the category of the failure in lower case
     */
    void called(String account, String region, String action, String outcome);
}
