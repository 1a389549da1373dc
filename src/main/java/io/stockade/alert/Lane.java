package io.stockade.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The messages that wait for one sink, and when it is tried next. Only {@link Courier} touches it, one thread at a time. */
final class Lane {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 10;

    private final Sink sink;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int failures;
    private Instant open = Instant.MIN;
    private boolean busy;
    private long sent;
    private long failed;
    private long dead;

    /** A message, and from when on it is sent. */
    private record Waiting(Message message, int refusals, Instant from) {}

    /** What came of the messages of a sink since the start, and what still waits. */
    record Counts(long sent, long failed, long dead, int waiting) {}

    Lane(Sink sink) {
        this.sink = sink;
    }

    Sink sink() {
        return sink;
    }

    synchronized void add(Message message) {
        boolean known = waiting.stream().anyMatch(each -> each.message().id().equals(message.id()));
        if (!known) {
            waiting.addLast(new Waiting(message, 0, Instant.MIN));
        }
    }

    /** Whether somebody should send now; who was told so must {@link #rest}. */
    synchronized boolean begin(Instant now) {
        if (busy || next(now).isEmpty()) {
            return false;
        }
        busy = true;
        return true;
    }

    synchronized void rest() {
        busy = false;
    }

    synchronized Optional<Message> next(Instant now) {
        if (now.isBefore(open)) {
            return Optional.empty();
        }
        return waiting.stream()
                .filter(each -> !now.isBefore(each.from()))
                .findFirst()
                .map(Waiting::message);
    }

    /** The first message that is older than it may be. */
    synchronized Optional<Message> expired(Instant before) {
        return waiting.stream()
                .map(Waiting::message)
                .filter(message -> message.created().isBefore(before))
                .findFirst();
    }

    synchronized Optional<Message> oldest() {
        return waiting.stream().map(Waiting::message).min(Comparator.comparing(Message::created));
    }

    synchronized void arrived(Message message) {
        take(message);
        sent++;
        failures = 0;
        open = Instant.MIN;
    }

    synchronized void buried(Message message) {
        take(message);
        dead++;
    }

    /** The sink takes nothing: it is asked later, and later each time. */
    synchronized void closed(Instant now, Duration least, RandomGenerator random) {
        failed++;
        failures++;
        Duration pause = pause(failures, random);
        open = now.plus(pause.compareTo(least) > 0 ? pause : least);
    }

    /** The sink does not take this one: others go before it. */
    synchronized void refused(Message message, Instant now, RandomGenerator random) {
        failed++;
        int refusals = take(message) + 1;
        waiting.addLast(new Waiting(message, refusals, now.plus(pause(refusals, random))));
    }

    synchronized Counts counts() {
        return new Counts(sent, failed, dead, waiting.size());
    }

    private int take(Message message) {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting found = each.next();
            if (found.message().id().equals(message.id())) {
                each.remove();
                return found.refusals();
            }
        }
        return 0;
    }

    /** From half to one and a half of 2, 4, 8 seconds and so on: receivers that were down are not met by all at once. */
    private static Duration pause(int times, RandomGenerator random) {
        long doubled = FIRST.toMillis() << Math.min(times - 1, MOST_DOUBLINGS);
        long most = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis((long) (most * (0.5 + random.nextDouble())));
    }
}
