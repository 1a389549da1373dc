package io.stockade.sandbox.time;

import java.time.Duration;
import java.time.Instant;

/** The clock on which the sandbox and everything that is run against it lives. */
public interface SandboxTime {
    /** The sandbox's present. */
    Instant now();

    /** Lets this much of the sandbox's time pass for the calling thread. */
    void pause(Duration duration);
}
