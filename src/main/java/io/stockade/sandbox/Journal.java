package io.stockade.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** All calls that were made, newest last; the oldest are dropped when there are very many, their counts never. */
public final class Journal {
    private final int limit;
    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private long mutations;
    private long sequence;

    Journal(int limit) {
        this.limit = limit;
    }

    /** The calls that are still kept, oldest first. */
    public synchronized List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    /** Those of the kept calls that fit, oldest first. */
    public List<JournalEntry> entries(Predicate<JournalEntry> wanted) {
        return entries().stream().filter(wanted).toList();
    }

    /** The calls after one, by its sequence: what happened since {@link #sequence()} was asked. */
    public synchronized List<JournalEntry> since(long earlier) {
        List<JournalEntry> later = new ArrayList<>();
        Iterator<JournalEntry> newestFirst = entries.descendingIterator();
        while (newestFirst.hasNext()) {
            JournalEntry entry = newestFirst.next();
            if (entry.sequence() <= earlier) {
                break;
            }
            later.add(0, entry);
        }
        return later;
    }

    /** The sequence of the newest call; 0 before the first. */
    public synchronized long sequence() {
        return sequence;
    }

    /** How often an action was ever called, in AWS's words: {@code CreateVpc}. */
    public synchronized long count(String action) {
        return counts.getOrDefault(action, 0L);
    }

    /** How many of the kept calls fit. */
    public long count(Predicate<JournalEntry> wanted) {
        return entries().stream().filter(wanted).count();
    }

    /** How often each action was ever called. */
    public synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** The kept calls of actions that change something, whether or not they succeeded. */
    public List<JournalEntry> mutating() {
        return entries(JournalEntry::mutating);
    }

    /** How many calls of actions that change something there ever were. */
    public synchronized long mutations() {
        return mutations;
    }

    synchronized long next() {
        return sequence + 1;
    }

    synchronized void add(JournalEntry entry) {
        sequence = entry.sequence();
        entries.addLast(entry);
        counts.merge(entry.action(), 1L, Long::sum);
        mutations += entry.mutating() ? 1 : 0;
        if (entries.size() > limit) {
            entries.removeFirst();
        }
    }
}
