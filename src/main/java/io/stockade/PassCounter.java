package io.stockade;

import io.stockade.plan.Change;
import io.stockade.reconcile.PassListener;
import io.stockade.status.StackStatus;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what passes did, for those who measure. */
final class PassCounter implements PassListener {
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong statuses = new AtomicLong();

    @Override
    public void finished(String stack, Change change, String outcome, String message) {
        changes.incrementAndGet();
    }

    @Override
    public void status(String stack, StackStatus status) {
        statuses.incrementAndGet();
    }

    /** How many changes were carried out, tried or put off. */
    long changes() {
        return changes.get();
    }

    /** How many passes told something new. */
    long statuses() {
        return statuses.get();
    }
}
