package io.stockade.reliability;

import io.stockade.reliability.Moment.Sort;
import java.util.EnumSet;
import java.util.Set;

/** What goes wrong at a moment. */
enum Fault {
    /** The process dies; the call, and what is on its way with it, never arrives. */
    CRASH_BEFORE(Sort.READ, Sort.WRITE, Sort.CLUSTER_READ, Sort.CLUSTER_WRITE),
    /** The call has its effect, and the process dies before it hears of it. */
    CRASH_AFTER(Sort.WRITE, Sort.CLUSTER_WRITE),
    /** The call has its effect, and the connection breaks before the answer. */
    REPLY_LOST(Sort.READ, Sort.WRITE, Sort.CLUSTER_WRITE),
    REQUEST_LOST(Sort.READ, Sort.WRITE, Sort.CLUSTER_READ, Sort.CLUSTER_WRITE),
    /** AWS's own trouble, before any effect. */
    ERROR_BEFORE(Sort.READ, Sort.WRITE),
    /** AWS's own trouble, after the effect. */
    ERROR_AFTER(Sort.WRITE),
    THROTTLED(Sort.READ, Sort.WRITE),
    ACCESS_DENIED(Sort.READ, Sort.WRITE),
    EXPIRED_TOKEN(Sort.READ, Sort.WRITE),
    /** The answer is from a while ago, up to five minutes. */
    STALE_READ(Sort.READ),
    /** A list shows nothing of what is there. */
    EMPTY_READ(Sort.READ),
    /** A list lacks its second half, and does not say so. */
    HALF_LIST(Sort.READ),
    /** Somebody else changes something of the stack just before. */
    FOREIGN_EDIT(Sort.READ, Sort.WRITE),
    /** The process stands still: what it was about to send goes out late. */
    PAUSE(Sort.READ, Sort.WRITE, Sort.CLUSTER_READ, Sort.CLUSTER_WRITE),
    /** The clock of the process is put forward or back. */
    CLOCK_JUMP(Sort.READ, Sort.WRITE),
    /** Another process begins beside this one, and both believe to lead. */
    OVERLAP(Sort.WRITE, Sort.CLUSTER_WRITE),
    /** Somebody else wrote the object meanwhile. */
    CONFLICT(Sort.CLUSTER_WRITE),
    EVENT_LOST(Sort.EVENT),
    EVENT_TWICE(Sort.EVENT),
    /** The event comes after later ones. */
    EVENT_LATE(Sort.EVENT);

    private final Set<Sort> sorts;

    Fault(Sort first, Sort... others) {
        this.sorts = EnumSet.of(first, others);
    }

    /** Whether it can happen at such a moment. */
    boolean strikes(Sort sort) {
        return sorts.contains(sort);
    }
}
