package io.stockade;

import io.stockade.plan.Change;
import io.stockade.reconcile.PassListener;
import io.stockade.status.StackStatus;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what passes did, for those who measure. */
final class PassCounter implements PassListener {
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong statuses = new AtomicLong();
    private final AtomicLong unchanged = new AtomicLong();
    private final AtomicLong defects = new AtomicLong();

    @Override
    public void finished(String stack, Change change, String outcome, String message) {
        changes.incrementAndGet();
    }

    @Override
    public void status(String stack, StackStatus status) {
        statuses.incrementAndGet();
    }

    @Override
    public void confirmed(String stack, StackStatus status) {
        unchanged.incrementAndGet();
    }

    @Override
    public void defect(String stack, RuntimeException defect) {
        defects.incrementAndGet();
    }

    /** How many changes were carried out, tried or put off. */
    long changes() {
        return changes.get();
    }

    /** How many passes told something new. */
    long statuses() {
        return statuses.get();
    }

    /** How many passes found everything as it was told last. */
    long unchanged() {
        return unchanged.get();
    }

    /** How many passes failed by a defect of ours. */
    long defects() {
        return defects.get();
    }
}
