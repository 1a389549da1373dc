package io.stockade.standalone;

import io.stockade.memory.StackFiles;
import io.stockade.memory.StateException;
import io.stockade.memory.StateFolder;
import io.stockade.reconcile.PassListener;
import io.stockade.reconcile.StackEvent;
import io.stockade.status.StackStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The last status of every stack and its newest events. Statuses are kept in the state folder, so that a restart still
 * knows since when something is wrong.
 */
public final class StatusBoard implements PassListener {
    private static final int FORMAT = 1;
    private static final int MOST_EVENTS = 100;
    private static final int MOST_GONE = 100;
    private static final System.Logger LOG = System.getLogger(StatusBoard.class.getName());

    private final StackFiles<StackStatus> files;
    private final Map<String, StackFiles.Kept<StackStatus>> statuses = new TreeMap<>();
    private final Map<String, Deque<StackEvent>> events = new TreeMap<>();

    /** Stacks that are gone, and whose events are kept, the earliest first. */
    private final Set<String> gone = new LinkedHashSet<>();

    /** Reads what is kept. A status that can't be read is made again by the next pass, so it stops nothing. */
    public StatusBoard(StateFolder state) {
        this.files = new StackFiles<>(state, "status", StackStatus.class, FORMAT);
        files.readable(StatusBoard::lost).forEach(kept -> statuses.put(kept.stack(), kept));
    }

    private static void lost(StateException unreadable) {
        LOG.log(
                System.Logger.Level.WARNING,
                "an earlier status is lost, and made again by the next pass: " + unreadable.getMessage());
    }

    public synchronized Optional<StackStatus> find(String stack) {
        return Optional.ofNullable(statuses.get(stack)).map(StackFiles.Kept::value);
    }

    /** How often the status of a stack changed, over all restarts: its resource version. */
    public synchronized long version(String stack) {
        StackFiles.Kept<StackStatus> kept = statuses.get(stack);
        return kept == null ? 0 : kept.version();
    }

    /** The newest events of a stack, oldest first. They outlive it, so that its end can be read. */
    public synchronized List<StackEvent> events(String stack) {
        return List.copyOf(events.getOrDefault(stack, new ArrayDeque<>()));
    }

    @Override
    public synchronized void status(String stack, StackStatus status) {
        long version = version(stack) + 1;
        files.save(stack, status, version);
        statuses.put(stack, new StackFiles.Kept<>(stack, status, version));
        gone.remove(stack);
    }

    /** How fresh a status is stays here: a file that only says so isn't worth writing, stack by stack and sweep by sweep. */
    @Override
    public synchronized void confirmed(String stack, StackStatus status) {
        statuses.put(stack, new StackFiles.Kept<>(stack, status, version(stack)));
    }

    @Override
    public synchronized void event(StackEvent event) {
        Deque<StackEvent> newest = events.computeIfAbsent(event.stack(), stack -> new ArrayDeque<>());
        newest.addLast(event);
        if (newest.size() > MOST_EVENTS) {
            newest.removeFirst();
        }
    }

    @Override
    public synchronized void forgotten(String stack) {
        statuses.remove(stack);
        files.delete(stack);
        gone.add(stack);
        if (gone.size() > MOST_GONE) {
            String earliest = gone.iterator().next();
            gone.remove(earliest);
            events.remove(earliest);
        }
    }
}
