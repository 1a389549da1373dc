package io.stockade.reconcile;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on the threads of another executor, up to so many at once; the others follow in their order. A task may
 * wait for none of the others here, since it may have taken their place.
 */
final class AtOnce implements Executor {
    private final Executor threads;
    private final int most;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    AtOnce(Executor threads, int most) {
        this.threads = threads;
        this.most = most;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            if (running == most) {
                waiting.add(task);
                return;
            }
            running++;
        }
        start(task);
    }

    private void start(Runnable task) {
        try {
            threads.execute(() -> run(task));
        } catch (RejectedExecutionException closing) {
            leave();
            throw closing;
        }
    }

    /** A thread that has ended its task takes the next one. */
    private void run(Runnable first) {
        for (Runnable task = first; task != null; task = next()) {
            boolean ended = false;
            try {
                task.run();
                ended = true;
            } finally {
                if (!ended) {
                    goOnElsewhere();
                }
            }
        }
    }

    /** This thread ends with what went wrong; those that wait are not to be lost with it. */
    private void goOnElsewhere() {
        Runnable task = next();
        if (task != null) {
            start(task);
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = waiting.poll();
        if (task == null) {
            running--;
        }
        return task;
    }

    private synchronized void leave() {
        running--;
    }
}
