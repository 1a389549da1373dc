package io.stockade.history;

import java.util.List;

/** Keeps the last changes of stacks. */
public interface HistoryStore {
    /** Oldest first. */
    List<HistoryEntry> find(String stack);

    void save(String stack, List<HistoryEntry> entries);

    void delete(String stack);
}
