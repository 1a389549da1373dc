package io.stockade.sandbox.time;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** The threads of all virtual clocks: a simulation has thousands of clocks, and to start a thread costs more than most tasks. */
final class Threads {
    /** From here on a virtual thread that waits inside of a lock keeps no other thread: openjdk.org/jeps/491. */
    private static final int UNPINNED = 24;

    private Threads() {}

    /** A thread for each task, as cheap as the JDK has them: handing on between virtual ones asks no kernel. */
    static Executor all() {
        return Runtime.version().feature() < UNPINNED ? platform() : virtual();
    }

    private static Executor platform() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "virtual-time");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static Executor virtual() {
        try {
            return (Executor)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("every JDK has virtual threads since 21", impossible);
        }
    }
}
