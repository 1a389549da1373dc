package io.stockade.cli;

import java.time.Duration;
import java.util.Map;

/**
 * What commands take from outside.
 *
 * @param pause lets time pass between two looks
 */
public record Surroundings(Terminal terminal, Map<String, String> environment, Machinery machinery, Pause pause) {
    /** Lets time pass. */
    public interface Pause {
        /** @return false if there is no point in going on */
        boolean pause(Duration duration);
    }

    /** The real one. */
    public static boolean sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
