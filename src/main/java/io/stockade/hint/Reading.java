package io.stockade.hint;

/** What came of reading an event. */
public sealed interface Reading {
    /** It tells where to look. */
    record Found(Hint hint) implements Reading {}

    /** It tells nothing that leads anywhere. */
    record Nothing(Why why) implements Reading {}

    /** Why an event is dropped. */
    enum Why {
        /** It is larger than anything that EventBridge sends. */
        TOO_LARGE,
        /** It is no event at all, or one that lacks what every event has. */
        MALFORMED,
        /** It is of a type that nobody asked for. */
        OTHER_TYPE,
        /** AWS refused the call: nothing changed. */
        FAILED_CALL,
        /** The call only read. */
        READ_ONLY,
        /** It names nothing that a stack could have. */
        NAMES_NOTHING
    }
}
