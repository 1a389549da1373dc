package io.stockade.sandbox.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that exists, in all accounts and regions. Changes are made one by one, then kept together by {@link
 * #commit} or taken back by {@link #rollback}. Not safe for several threads: its owner holds a lock.
 */
public final class World implements View {
    /** How far back a {@linkplain #past lagging read} can look: AWS speaks of up to five minutes. */
    private static final Duration HORIZON = Duration.ofMinutes(15);

    private final WorldStore store;
    private final WorldLog log;
    private final Seal seal;
    private final Map<Place, Shelf<?>> shelves = new HashMap<>();
    private final TreeSet<Due> agenda = new TreeSet<>();
    private final Deque<Change<?>> history = new ArrayDeque<>();
    private final List<Change<?>> open = new ArrayList<>();
    private final List<JsonNode> notes = new ArrayList<>();
    private final List<JsonNode> openNotes = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private long next;
    private long nextBefore;

    /** Finds the world that the store kept, and has it written anew without its past, if it has one. */
    public World(WorldStore store, List<Table<?>> tables) {
        this.store = store;
        this.log = new WorldLog(tables);
        this.seal = new Seal(store.key());
        if (!store.durable()) {
            return;
        }
        int[] changes = {0};
        for (String line : store.read()) {
            next = log.replay(
                    line,
                    change -> {
                        changes[0]++;
                        restore(change);
                    },
                    notes);
        }
        nextBefore = next;
        List<Change<?>> rows = allRows();
        if (changes[0] > rows.size() || notes.size() > WorldLog.NOTES_KEPT) {
            store.replace(log.snapshot(now, next, rows, notes));
        }
    }

    /** Where a table's rows of one scope are. */
    private record Place(Scope scope, Table<?> table) {}

    /** The notes of the lines that were found in the store, oldest first. */
    public List<JsonNode> notes() {
        return List.copyOf(notes);
    }

    /** What keeps values in rows unreadable. */
    public Seal seal() {
        return seal;
    }

    /** When the changes that are being made take place. */
    public Instant now() {
        return now;
    }

    /** When the changes that follow take place. */
    public void moveTo(Instant instant) {
        now = instant;
    }

    /** A number that was never given before. */
    public long nextNumber() {
        return next++;
    }

    @Override
    public <T> SortedMap<String, T> rows(Scope scope, Table<T> table) {
        Shelf<T> shelf = findShelf(scope, table);
        return shelf == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(shelf.rows());
    }

    @Override
    public <T> List<T> children(Scope scope, Table<T> table, String parent) {
        Shelf<T> shelf = findShelf(scope, table);
        return shelf == null ? List.of() : shelf.children(parent);
    }

    public <T> void put(Scope scope, Table<T> table, String id, T row) {
        change(scope, table, id, row);
    }

    public <T> void remove(Scope scope, Table<T> table, String id) {
        change(scope, table, id, null);
    }

    /** What is due first, if anything is due by then. */
    public Optional<Due> firstDue(Instant by) {
        return agenda.isEmpty() || agenda.first().at().isAfter(by) ? Optional.empty() : Optional.of(agenda.first());
    }

    /** The world as it was at an instant, up to the horizon. */
    public View past(Instant instant) {
        List<Change<?>> newestFirst = new ArrayList<>();
        for (int index = open.size() - 1; index >= 0; index--) {
            newestFirst.add(open.get(index));
        }
        newestFirst.removeIf(change -> !change.at().isAfter(instant));
        Iterator<Change<?>> changes = history.descendingIterator();
        while (changes.hasNext()) {
            Change<?> change = changes.next();
            if (!change.at().isAfter(instant)) {
                break;
            }
            newestFirst.add(change);
        }
        return new PastView(this, newestFirst);
    }

    /** A point to which {@link #rollback} can go back: the changes so far stay. */
    public int mark() {
        nextBefore = next;
        return open.size();
    }

    /** Takes back every change since the mark. */
    public void rollback(int mark) {
        for (int index = open.size() - 1; index >= mark; index--) {
            undo(open.get(index));
        }
        open.subList(mark, open.size()).clear();
        next = nextBefore;
    }

    /** Has a note of a call go with the next commit, where anything is kept. */
    public void note(Supplier<JsonNode> note) {
        if (store.durable()) {
            openNotes.add(note.get());
        }
    }

    /** Keeps the changes, in the store first; the notes of the calls that made them go with them. */
    public void commit() {
        if (store.durable() && !(open.isEmpty() && openNotes.isEmpty())) {
            store.append(log.line(now, next, open, openNotes));
        }
        history.addAll(open);
        open.clear();
        openNotes.clear();
        Instant forgotten = now.minus(HORIZON);
        while (!history.isEmpty() && history.peekFirst().at().isBefore(forgotten)) {
            history.removeFirst();
        }
    }

    private <T> void change(Scope scope, Table<T> table, String id, @Nullable T row) {
        T before = set(scope, table, id, row);
        open.add(new Change<>(now, scope, table, id, before, row));
    }

    private <T> void undo(Change<T> change) {
        set(change.scope(), change.table(), change.id(), change.before());
    }

    private <T> void restore(Change<T> change) {
        now = change.at();
        set(change.scope(), change.table(), change.id(), change.after());
    }

    private <T> @Nullable T set(Scope scope, Table<T> table, String id, @Nullable T row) {
        T before = shelf(scope, table).set(id, row);
        if (before instanceof Due due) {
            agenda.remove(due);
        }
        if (row instanceof Due due) {
            agenda.add(due);
        }
        return before;
    }

    private List<Change<?>> allRows() {
        List<Change<?>> all = new ArrayList<>();
        shelves.forEach((place, shelf) -> addRows(place.scope(), place.table(), shelf, all));
        return all;
    }

    private <T> void addRows(Scope scope, Table<T> table, Shelf<?> shelf, List<Change<?>> all) {
        shelf.rows()
                .forEach((id, row) -> all.add(
                        new Change<>(now, scope, table, id, null, table.type().cast(row))));
    }

    private <T> Shelf<T> shelf(Scope scope, Table<T> table) {
        Shelf<T> found = findShelf(scope, table);
        if (found != null) {
            return found;
        }
        Shelf<T> fresh = new Shelf<>(table);
        shelves.put(new Place(scope, table), fresh);
        return fresh;
    }

    // A place names its table, so its shelf holds that table's type.
    @SuppressWarnings("unchecked")
    private <T> @Nullable Shelf<T> findShelf(Scope scope, Table<T> table) {
        return (Shelf<T>) shelves.get(new Place(scope, table));
    }
}
