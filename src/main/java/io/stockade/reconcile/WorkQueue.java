package io.stockade.reconcile;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs one pass per stack at a time, and stacks side by side. Triggers that come while a pass runs lead to one more
 * pass after it. A stack that asked to be looked at later is woken then, unless something comes earlier.
 */
final class WorkQueue {
    private final Surroundings surroundings;
    private final Work work;
    private final Map<String, Slot> slots = new HashMap<>();
    private boolean closed;

    /** What is done for a stack; answers when to do it again, if that is known. */
    interface Work {
        @Nullable
        Instant run(String stack, boolean full);
    }

    /** The state of one stack in the queue. */
    private static final class Slot {
        private boolean running;
        private boolean asked;
        private boolean full;
        private @Nullable Instant alarm;
    }

    WorkQueue(Surroundings surroundings, Work work) {
        this.surroundings = surroundings;
        this.work = work;
    }

    synchronized void add(Trigger trigger) {
        if (closed) {
            return;
        }
        Slot slot = slots.computeIfAbsent(trigger.stack(), ignored -> new Slot());
        slot.asked = true;
        slot.full |= trigger.full();
        if (!slot.running) {
            start(trigger.stack(), slot);
        }
    }

    /** Starts nothing more; what runs goes on to its end. */
    synchronized void close() {
        closed = true;
    }

    private void start(String stack, Slot slot) {
        slot.running = true;
        try {
            surroundings.executor().execute(() -> run(stack, slot));
        } catch (RejectedExecutionException closing) {
            slot.running = false;
        }
    }

    private void run(String stack, Slot slot) {
        boolean full;
        synchronized (this) {
            full = slot.full;
            slot.asked = false;
            slot.full = false;
        }
        Instant again = null;
        try {
            again = work.run(stack, full);
        } finally {
            ended(stack, slot, again);
        }
    }

    private synchronized void ended(String stack, Slot slot, @Nullable Instant again) {
        slot.running = false;
        if (closed) {
            return;
        }
        if (slot.asked) {
            start(stack, slot);
        } else if (again != null) {
            slot.alarm = again;
            surroundings.alarm().at(again, () -> ring(stack, slot, again));
        }
    }

    /** An alarm that was overtaken by another pass says nothing. */
    private void ring(String stack, Slot slot, Instant time) {
        synchronized (this) {
            if (!time.equals(slot.alarm)) {
                return;
            }
            slot.alarm = null;
        }
        add(new Trigger(stack, Trigger.Reason.RETRY));
    }
}
