package io.stockade.aws.call;

import io.stockade.cloud.CallCount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Keeps count of every call: in total since the start, and for the last hour by who it was for, in slots of a minute, so
 * that it is as small after a year as after an hour.
 */
public final class CallLedger implements CallLog {
    /** Who is counted where a minute has more of them than are told apart. */
    public static final String OTHERS = "others";

    private static final Duration KEPT = Duration.ofHours(1);

    /** Lines that a minute may have: some hundred stacks that are all being built. */
    private static final int MOST_LINES = 4_000;

    private final InstantSource clock;
    private final SortedMap<Total, Long> totals = new TreeMap<>();
    private final Deque<Slot> slots = new ArrayDeque<>();
    private final RequestIds writes = new RequestIds();
    private volatile Consumer<Write> watcher = write -> {};

    public CallLedger(InstantSource clock) {
        this.clock = clock;
    }

    /** What is counted since the start. */
    public record Total(String account, String region, String action, String outcome) implements Comparable<Total> {
        private static final Comparator<Total> ORDER = Comparator.comparing(Total::account)
                .thenComparing(Total::region)
                .thenComparing(Total::action)
                .thenComparing(Total::outcome);

        @Override
        public int compareTo(Total other) {
            return ORDER.compare(this, other);
        }
    }

    /** The calls of one action that were made for one stack, or for all, in the last hour. */
    public record Line(String who, String account, String region, String action, CallCount count) {
        /** This line with the count of another one in it. */
        public Line plus(Line other) {
            return new Line(who, account, region, action, count.plus(other.count));
        }
    }

    /** What tells lines of one and the same who apart. */
    private record Key(String account, String region, String action) {}

    /** A minute. */
    private static final class Slot {
        private final Instant begin;
        private final Map<String, Map<Key, CallCount>> counts = new HashMap<>();
        private int lines;

        Slot(Instant begin) {
            this.begin = begin;
        }

        void add(String who, Key key, CallCount one) {
            Map<Key, CallCount> known = counts.get(who);
            boolean fits = lines < MOST_LINES || (known != null && known.containsKey(key)) || who.equals(OTHERS);
            if (!fits) {
                add(OTHERS, key, one);
                return;
            }
            Map<Key, CallCount> lists = counts.computeIfAbsent(who, fresh -> new HashMap<>());
            lines += lists.containsKey(key) ? 0 : 1;
            lists.merge(key, one, CallCount::plus);
        }
    }

    @Override
    public synchronized void called(String account, String region, String who, String action, String outcome) {
        totals.merge(new Total(account, region, action, outcome), 1L, Long::sum);
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Slot newest = slots.peekLast();
        if (newest == null || newest.begin.isBefore(minute)) {
            newest = new Slot(minute);
            slots.addLast(newest);
            forgetOld();
        }
        newest.add(who, new Key(account, region, action), one(action, outcome));
    }

    @Override
    public void wrote(Write write) {
        writes.add(write.request());
        watcher.accept(write);
    }

    /** Has somebody hear of each call that changes something. */
    public void watch(Consumer<Write> other) {
        watcher = other;
    }

    /** Whether a request was ours, and not too long ago. */
    public boolean ours(String request) {
        return writes.has(request);
    }

    private static CallCount one(String action, String outcome) {
        boolean sent = !outcome.equals(HELD);
        boolean throttled = outcome.equals(THROTTLED);
        boolean failed = sent && !throttled && !outcome.equals(OK);
        return new CallCount(
                sent ? 1 : 0,
                sent && !Actions.reading(action) ? 1 : 0,
                sent ? 0 : 1,
                throttled ? 1 : 0,
                failed ? 1 : 0);
    }

    /** All calls since the start, by what they came to. */
    public synchronized SortedMap<Total, Long> totals() {
        return new TreeMap<>(totals);
    }

    /** How many calls were sent since the start. */
    public synchronized long sent() {
        return sent(total -> true);
    }

    /** How many calls that change something were sent since the start. */
    public synchronized long writes() {
        return sent(total -> !Actions.reading(total.action()));
    }

    private long sent(Predicate<Total> counted) {
        return totals.entrySet().stream()
                .filter(entry -> !entry.getKey().outcome().equals(HELD))
                .filter(entry -> counted.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Override
    public synchronized CallCount lastHour(String who) {
        forgetOld();
        CallCount sum = CallCount.NONE;
        for (Slot slot : slots) {
            for (CallCount count : slot.counts.getOrDefault(who, Map.of()).values()) {
                sum = sum.plus(count);
            }
        }
        return sum;
    }

    /** The last hour, by who and by action. */
    public synchronized List<Line> lastHour() {
        forgetOld();
        SortedMap<String, Line> lines = new TreeMap<>();
        for (Slot slot : slots) {
            slot.counts.forEach((who, counts) -> counts.forEach((key, count) -> lines.merge(
                    who + " " + key.account + " " + key.region + " " + key.action,
                    new Line(who, key.account, key.region, key.action, count),
                    Line::plus)));
        }
        return new ArrayList<>(lines.values());
    }

    /** Whole minutes only, so between 59 and 60 of them are told. */
    private void forgetOld() {
        Instant oldest = clock.instant().minus(KEPT);
        while (!slots.isEmpty() && !slots.getFirst().begin.isAfter(oldest)) {
            slots.removeFirst();
        }
    }
}
