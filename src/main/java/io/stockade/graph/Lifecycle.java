package io.stockade.graph;

/** How far an existing thing is, in terms that hold for every kind. */
public enum Lifecycle {
    /** AWS is still making it; what needs it waits. */
    PENDING,
    /**
     * It works, and AWS is still at something that nothing else needs, such as a copy of it elsewhere. Only a look at it
     * alone tells, so it is taken from one to the next.
     */
    COMPLETING,
    /** It exists and works. */
    READY,
    /** It exists and does nothing: a blackhole route, a group without a healthy instance. */
    BROKEN,
    /** AWS is taking it away. */
    DELETING,
    /** Somebody deleted it, and AWS keeps it for a while: gone for whoever does not want it, and can be brought back. */
    RETIRED,
    /** AWS gave up on it; it counts as missing, and is removed. */
    FAILED,
    /** AWS says a word for its state that nobody here knows: it is neither drift nor ready, and is not touched. */
    UNKNOWN;

    /** Whether what needs it need not wait. */
    public boolean works() {
        return this == READY || this == COMPLETING;
    }

    /** Whether AWS is still at work on it, so that it will be otherwise by itself. */
    public boolean moving() {
        return this == PENDING || this == COMPLETING || this == DELETING;
    }
}
