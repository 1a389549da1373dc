package io.stockade.aws.events;

import io.stockade.cloud.CloudException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes events off a queue for as long as the service runs. Nothing that stands in a queue ends it, and nothing that AWS
 * says of the queue: it tries again, less often each time.
 */
public final class EventLoop implements Runnable {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final EventQueue queue;
    private final Ear ear;
    private final Pause pause;
    private volatile boolean ended;
    private volatile @Nullable String trouble;

    /** Waits; interrupted, it ends. */
    public interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /** Takes what comes. */
    @FunctionalInterface
    public interface Ear {
        /** Takes the body of a message; if it throws, the message counts as taken. */
        void take(String body);

        /** Nothing could be received. */
        default void deaf() {}
    }

    public EventLoop(EventQueue queue, Ear ear, Pause pause) {
        this.queue = queue;
        this.ear = ear;
        this.pause = pause;
    }

    @Override
    public void run() {
        int failures = 0;
        while (!ended) {
            Optional<Duration> wait = once(failures);
            failures = wait.isPresent() ? failures + 1 : 0;
            try {
                if (wait.isPresent()) {
                    pause.sleep(wait.get());
                }
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** One round; how long to wait before the next if it came to nothing. */
    Optional<Duration> once(int failures) {
        try {
            List<EventQueue.Delivery> delivered = queue.receive();
            trouble = null;
            delivered.forEach(this::hand);
            queue.remove(delivered);
            return Optional.empty();
        } catch (CloudException refused) {
            trouble = "no events come from queue " + queue.url().url() + ": " + refused.getMessage();
            ear.deaf();
            Duration asked = refused.retryAfter();
            return Optional.of(asked == null ? backOff(failures) : asked);
        } catch (RuntimeException closing) {
            // A client that is being closed, or a defect: either way the sweeps go on without events.
            trouble = "no events come from queue " + queue.url().url() + ": "
                    + closing.getClass().getSimpleName();
            ear.deaf();
            return Optional.of(backOff(failures));
        }
    }

    private void hand(EventQueue.Delivery delivery) {
        try {
            ear.take(delivery.body());
        } catch (RuntimeException defect) {
            trouble = "an event could not be read: " + defect.getClass().getSimpleName();
        }
    }

    private static Duration backOff(int failures) {
        Duration doubled = SHORTEST.multipliedBy(1L << Math.min(failures, 10));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    /** Why no events come; empty if they do. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Ends after the round that runs. */
    public void end() {
        ended = true;
    }
}
