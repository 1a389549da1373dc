package io.stockade;

import io.stockade.cli.DriftText;
import io.stockade.cli.Terminal;
import io.stockade.reconcile.PassListener;
import io.stockade.status.StackStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Notes every drift that a status ever told of: one that is repaired at once is soon in none any more. */
final class DriftsFound implements PassListener {
    private final Map<String, StackStatus.DriftEntry> found = new TreeMap<>();

    @Override
    public synchronized void status(String stack, StackStatus status) {
        status.drift().items().forEach(entry -> found.putIfAbsent(entry.resource() + " " + entry.field(), entry));
    }

    synchronized boolean any() {
        return !found.isEmpty();
    }

    /**
     * What was found, with severity, expected and actual.
     *
     * @param now the service's time
     */
    void print(String now, Terminal terminal) {
        List<StackStatus.DriftEntry> entries;
        synchronized (this) {
            entries = List.copyOf(found.values());
        }
        entries.forEach(entry -> DriftText.lines(entry, now, terminal).forEach(terminal::line));
    }
}
