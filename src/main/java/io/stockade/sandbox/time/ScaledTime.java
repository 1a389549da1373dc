package io.stockade.sandbox.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** Real time from a chosen start, at a multiple of its speed: the clock of a running service. */
public final class ScaledTime implements SandboxTime {
    private final Instant start;
    private final double speed;
    private final long startNanos = System.nanoTime();

    /**
     * @param start the sandbox's time at this moment
     * @param speed sandbox seconds that pass in one real second, more than 0
     */
    public ScaledTime(Instant start, double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("the speed must be more than 0 and is " + speed);
        }
        this.start = start;
        this.speed = speed;
    }

    @Override
    public Instant now() {
        return start.plusNanos((long) ((System.nanoTime() - startNanos) * speed));
    }

    /**
     * Sleeps for the real time that the duration takes at this speed.
     *
     * @throws CancellationException if the thread is interrupted; it stays marked as such
     */
    @Override
    public void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep((long) (duration.toNanos() / speed));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (CancellationException)
                    new CancellationException("interrupted while the sandbox's time passed").initCause(interrupted);
        }
    }
}
