package io.stockade.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps them for as long as the process lives. */
final class InMemoryHistoryStore implements HistoryStore {
    private final Map<String, List<HistoryEntry>> entries = new HashMap<>();

    @Override
    public synchronized List<HistoryEntry> find(String stack) {
        return entries.getOrDefault(stack, List.of());
    }

    @Override
    public synchronized void save(String stack, List<HistoryEntry> newest) {
        entries.put(stack, newest);
    }

    @Override
    public synchronized void delete(String stack) {
        entries.remove(stack);
    }
}
