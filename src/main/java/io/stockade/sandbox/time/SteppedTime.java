package io.stockade.sandbox.time;

import java.time.Duration;
import java.time.Instant;

/** A clock for one thread: a pause moves it forward and returns at once. */
public final class SteppedTime implements SandboxTime {
    private Instant now;

    public SteppedTime(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void pause(Duration duration) {
        now = now.plus(duration);
    }
}
