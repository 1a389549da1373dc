package io.stockade.reconcile;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs one pass per stack at a time, and stacks side by side, up to a limit. Triggers that come while a pass runs lead to
 * one more pass after it. A stack that asked to be looked at later is woken then, unless something comes earlier.
 */
final class WorkQueue {
    /** Passes wait for answers most of the time; what they hold meanwhile is a thread and what they read. */
    private static final int MOST_RUNNING = 32;

    private final Surroundings surroundings;
    private final Work work;
    private final Map<String, Slot> slots = new HashMap<>();
    private final Queue<Slot> waiting = new ArrayDeque<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private int running;
    private boolean closed;

    /** What is done for a stack; answers when to do it again, if that is known. */
    interface Work {
        @Nullable
        Instant run(String stack, Extent extent);
    }

    /** The state of one stack in the queue. */
    private static final class Slot {
        private final String stack;
        private boolean busy;
        private boolean asked;
        private Extent extent = Extent.CHANGES;
        private @Nullable Instant alarm;

        Slot(String stack) {
            this.stack = stack;
        }
    }

    WorkQueue(Surroundings surroundings, Work work) {
        this.surroundings = surroundings;
        this.work = work;
    }

    synchronized void add(Trigger trigger) {
        if (closed) {
            return;
        }
        Slot slot = slots.computeIfAbsent(trigger.stack(), Slot::new);
        slot.asked = true;
        slot.extent = slot.extent.and(trigger.extent(surroundings.clock().instant()));
        if (!slot.busy) {
            enqueue(slot);
        }
    }

    /**
     * Starts nothing more; what runs goes on to its end.
     *
     * @return done as soon as nothing runs
     */
    CompletableFuture<Void> close() {
        boolean idle;
        synchronized (this) {
            closed = true;
            idle = running == 0;
        }
        if (idle) {
            ended.complete(null);
        }
        return ended;
    }

    synchronized Load load() {
        return new Load(running, waiting.size());
    }

    private void enqueue(Slot slot) {
        slot.busy = true;
        waiting.add(slot);
        startNext();
    }

    private void startNext() {
        Slot slot = running < MOST_RUNNING ? waiting.poll() : null;
        if (slot == null) {
            return;
        }
        running++;
        try {
            surroundings.executor().execute(() -> run(slot));
        } catch (RejectedExecutionException closing) {
            running--;
            slot.busy = false;
        }
    }

    private void run(Slot slot) {
        Extent extent;
        synchronized (this) {
            extent = slot.extent;
            slot.asked = false;
            slot.extent = Extent.CHANGES;
        }
        Instant again = null;
        try {
            again = work.run(slot.stack, extent);
        } finally {
            if (goOn(slot, again)) {
                ended.complete(null);
            }
        }
    }

    /** Answers whether this was the last pass of a queue that was closed. */
    private synchronized boolean goOn(Slot slot, @Nullable Instant again) {
        slot.busy = false;
        running--;
        if (closed) {
            return running == 0;
        }
        if (slot.asked) {
            enqueue(slot);
        } else if (again != null) {
            slot.alarm = again;
            surroundings.alarm().at(again, () -> ring(slot, again));
        }
        startNext();
        return false;
    }

    /** An alarm that was overtaken by another pass says nothing. */
    private void ring(Slot slot, Instant time) {
        synchronized (this) {
            if (!time.equals(slot.alarm)) {
                return;
            }
            slot.alarm = null;
        }
        add(new Trigger(slot.stack, Trigger.Reason.RETRY));
    }
}
