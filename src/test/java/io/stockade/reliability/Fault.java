package io.stockade.reliability;

import io.stockade.reliability.Moment.Sort;

/** What goes wrong at a moment. */
enum Fault {
    /** The process dies; the call, and what is on its way with it, never arrives. */
    CRASH_BEFORE,
    /** The call has its effect, and the process dies before it hears of it. */
    CRASH_AFTER,
    /** The call has its effect, and the connection breaks before the answer. */
    REPLY_LOST,
    /** The connection breaks before anything has an effect: of a read, that is what a lost reply is. */
    REQUEST_LOST,
    /** AWS's own trouble, before any effect. */
    ERROR_BEFORE,
    /** AWS's own trouble, after the effect. */
    ERROR_AFTER,
    THROTTLED,
    ACCESS_DENIED,
    EXPIRED_TOKEN,
    /** The answer is from a while ago, up to five minutes. */
    STALE_READ,
    /** A list shows nothing of what is there. */
    EMPTY_READ,
    /** A list lacks its second half, and does not say so. */
    HALF_LIST,
    /** Somebody else changes something of the stack just before. */
    FOREIGN_EDIT,
    /** The process stands still: what it was about to send goes out late. */
    PAUSE,
    /** The clock of the process is put forward or back. */
    CLOCK_JUMP,
    /** Another process begins beside this one, and both believe to lead. */
    OVERLAP,
    /** Somebody else wrote the object meanwhile. */
    CONFLICT,
    EVENT_LOST,
    EVENT_TWICE,
    /** The event comes after later ones. */
    EVENT_LATE;

    /** Whether it can happen at such a moment. */
    boolean strikes(Sort sort) {
        boolean aws = sort == Sort.READ || sort == Sort.WRITE;
        return switch (this) {
            case CRASH_BEFORE, PAUSE -> sort != Sort.EVENT;
            case REQUEST_LOST -> sort.changes() || sort == Sort.CLUSTER_READ;
            case CRASH_AFTER, OVERLAP -> sort.changes();
            case REPLY_LOST -> aws || sort == Sort.CLUSTER_WRITE;
            case ERROR_BEFORE, THROTTLED, ACCESS_DENIED, EXPIRED_TOKEN, FOREIGN_EDIT, CLOCK_JUMP -> aws;
            case ERROR_AFTER -> sort == Sort.WRITE;
            case STALE_READ, EMPTY_READ, HALF_LIST -> sort == Sort.READ;
            case CONFLICT -> sort == Sort.CLUSTER_WRITE;
            case EVENT_LOST, EVENT_TWICE, EVENT_LATE -> sort == Sort.EVENT;
        };
    }
}
