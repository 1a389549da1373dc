package io.stockade.plan;

/** Which plans a person must approve. */
public enum ApprovalMode {
    NEVER,
    /** Those that take much away, or anything that cannot be built again. */
    DESTRUCTIVE,
    /** Every plan that changes anything. */
    ALWAYS
}
