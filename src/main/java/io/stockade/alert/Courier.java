package io.stockade.alert;

import io.stockade.memory.StateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Sends messages until they have arrived, each sink on its own. What it was handed is kept before it is sent, and removed
 * after: so everything arrives at least once, over restarts too.
 */
final class Courier implements Outbox {
    private static final System.Logger LOG = System.getLogger(Courier.class.getName());

    /** What a disk and a heap can hold of them. */
    private static final int MOST_WAITING = 5_000;

    private final Means means;
    private final Duration patience;
    private final AlertStore store;
    private final SortedMap<String, Lane> lanes = new TreeMap<>();
    private volatile boolean closed;

    /** @param executor on which sinks are waited for; a task for each of them at most */
    record Means(InstantSource clock, Executor executor, RandomGenerator random) {}

    /**
     * Takes up what was not sent before a restart.
     *
     * @param patience for how long a message is tried
     */
    Courier(Map<String, Sink> sinks, Duration patience, AlertStore store, Means means) {
        this.means = means;
        this.patience = patience;
        this.store = store;
        sinks.forEach((name, sink) -> lanes.put(name, new Lane(sink)));
        store.messages().forEach(this::queue);
    }

    /** Keeps a message, to be sent with the next tick. */
    @Override
    public void take(Message message) {
        try {
            store.put(message);
        } catch (StateException full) {
            // A disk that is full is one more reason to tell people.
            LOG.log(System.Logger.Level.ERROR, "a message would not survive a restart: " + full.getMessage());
        }
        queue(message);
    }

    private void queue(Message message) {
        Lane lane = lanes.get(message.sink());
        if (lane == null) {
            // Whoever took the sink out of the settings wants nothing there any more; people can still read it.
            bury(message, "there is no sink " + message.sink() + " any more");
            return;
        }
        lane.add(message);
        if (lane.counts().waiting() > MOST_WAITING) {
            lane.oldest().ifPresent(oldest -> bury(lane, oldest, MOST_WAITING + " newer ones wait"));
        }
    }

    @Override
    public int waiting(String sink) {
        Lane lane = lanes.get(sink);
        return lane == null ? 0 : lane.counts().waiting();
    }

    /** Has every sink sent what is due. */
    void tick() {
        lanes.forEach((name, lane) -> {
            Instant now = means.clock().instant();
            giveUp(lane, now);
            if (!closed && lane.begin(now)) {
                means.executor().execute(() -> work(name, lane));
            }
        });
    }

    private void giveUp(Lane lane, Instant now) {
        Optional<Message> old = lane.expired(now.minus(patience));
        while (old.isPresent()) {
            bury(lane, old.get(), "it did not arrive within " + patience);
            old = lane.expired(now.minus(patience));
        }
    }

    private void work(String name, Lane lane) {
        try {
            Optional<Message> next = lane.next(means.clock().instant());
            while (next.isPresent() && !closed) {
                send(name, lane, next.get());
                next = lane.next(means.clock().instant());
            }
        } finally {
            lane.rest();
        }
    }

    private void send(String name, Lane lane, Message message) {
        try {
            lane.sink().send(message);
            lane.arrived(message);
            store.remove(message);
        } catch (UndeliveredException failure) {
            failed(name, lane, message, failure);
        }
    }

    private void failed(String name, Lane lane, Message message, UndeliveredException failure) {
        Instant now = means.clock().instant();
        LOG.log(
                System.Logger.Level.WARNING,
                "sink " + name + " did not take message " + message.id() + ": " + failure.why()
                        + "; it is tried again");
        if (failure.isRefused()) {
            lane.refused(message, now, means.random());
        } else {
            Duration asked = failure.retryAfter();
            lane.closed(now, asked == null ? Duration.ZERO : asked, means.random());
        }
    }

    private void bury(Lane lane, Message message, String why) {
        lane.buried(message);
        bury(message, why);
    }

    private void bury(Message message, String why) {
        LOG.log(
                System.Logger.Level.ERROR,
                "message " + message.id() + " to sink " + message.sink() + " is given up: " + why
                        + "; it is among the dead letters");
        store.bury(message, why, means.clock().instant());
        store.remove(message);
    }

    SortedMap<String, Lane.Counts> counts() {
        SortedMap<String, Lane.Counts> counts = new TreeMap<>();
        lanes.forEach((name, lane) -> counts.put(name, lane.counts()));
        return counts;
    }

    /** Begins no more tries. */
    void close() {
        closed = true;
    }
}
