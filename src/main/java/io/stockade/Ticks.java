package io.stockade;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What is looked at every second. The framework has jobs of its own for such, but ends before they do, and calls it an
 * error when one is still waiting for a thread then.
 */
final class Ticks implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Ticks.class.getName());

    private final ScheduledExecutorService threads;

    /** @param looks each on a thread of its own, so that none waits for another */
    Ticks(List<Runnable> looks) {
        this.threads = Executors.newScheduledThreadPool(looks.size(), Daemons.named("stockade-tick"));
        looks.forEach(look -> {
            Future<?> unused = threads.scheduleWithFixedDelay(() -> attempt(look), 1, 1, TimeUnit.SECONDS);
        });
    }

    /** What is thrown would end all further looks. */
    private static void attempt(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException defect) {
            LOG.log(System.Logger.Level.ERROR, "a look that is made every second failed", defect);
        }
    }

    /** Begins no more looks. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
