package io.stockade.simulation;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Keeps back what is to be run, as long as it is shut. */
final class Gate implements Executor {
    private final Executor behind;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean shut;

    Gate(Executor behind) {
        this.behind = behind;
    }

    @Override
    public synchronized void execute(Runnable task) {
        if (shut) {
            waiting.add(task);
        } else {
            behind.execute(task);
        }
    }

    synchronized void shut() {
        shut = true;
    }

    synchronized void open() {
        shut = false;
        while (!waiting.isEmpty()) {
            behind.execute(waiting.remove());
        }
    }
}
