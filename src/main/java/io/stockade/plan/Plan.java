package io.stockade.plan;

import io.stockade.plan.Change.Action;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that would be done now, in order, and the decisions it follows from.
 *
 * @param id a hash over the changes and what they rest on: it dies when the world changes
 * @param changes ordered so that each stands after what it needs
 * @param decisions about every difference, acted upon or not
 * @param waiting those decisions that are to be carried out and can't be yet, mostly since AWS is still at work on something
 */
public record Plan(String id, List<Change> changes, List<Decision> decisions, List<Decision> waiting) {
    public Plan {
        changes = List.copyOf(changes);
        decisions = List.copyOf(decisions);
        waiting = List.copyOf(waiting);
    }

    /** Whether there is nothing to do now; something may still be waiting. */
    public boolean empty() {
        return changes.isEmpty();
    }

    /** Whether there is nothing to do, now or later. */
    public boolean settled() {
        return changes.isEmpty() && waiting.isEmpty();
    }

    /** How many changes of a kind there are; pairs that replace count in both. */
    public long count(Change.Action action) {
        return changes.stream().filter(change -> change.action() == action).count();
    }

    /** How many things are made that replace nothing. */
    public int creates() {
        return alone(Action.CREATE);
    }

    /** How many things are changed in place. */
    public int updates() {
        return alone(Action.UPDATE);
    }

    /** How many things are made anew; each is one creation, and mostly one deletion. */
    public int replaces() {
        return (int) changes.stream()
                .filter(change -> change.replaces() && change.action() == Action.CREATE)
                .count();
    }

    /** How many things are taken away that nothing replaces. */
    public int deletes() {
        return alone(Action.DELETE);
    }

    /** Whether a change begins only after another; both by their keys. */
    boolean follows(String later, String earlier) {
        Set<String> needed = new HashSet<>(Set.of(later));
        for (int index = changes.size() - 1; index >= 0; index--) {
            if (needed.contains(changes.get(index).key())) {
                needed.addAll(changes.get(index).needs());
            }
        }
        return !later.equals(earlier) && needed.contains(earlier);
    }

    /**
     * Whether this is what remains of a plan that was begun: everything destructive in it stands in the other, about the
     * same ids, or stands in something that the other takes away. An approval of the other then still covers this.
     */
    public boolean remainsOf(Plan begun) {
        Set<String> known = new HashSet<>();
        Set<String> gone = new HashSet<>();
        for (Change change : begun.changes) {
            known.add(trace(change));
            if (change.action() == Action.DELETE && change.current() != null) {
                gone.add(change.current().id());
            }
        }
        return changes.stream()
                .filter(change -> change.action() == Action.DELETE || change.replaces())
                .allMatch(change -> known.contains(trace(change)) || goesWith(change, gone));
    }

    /** Where its parent has to wait, a sub-object that would have gone with it goes before, by itself. */
    private static boolean goesWith(Change change, Set<String> gone) {
        return change.action() == Action.DELETE
                && change.current() != null
                && Kinship.parent(change.current().value())
                        .filter(parent -> gone.contains(parent.text()))
                        .isPresent();
    }

    private static String trace(Change change) {
        return change.key() + " "
                + (change.current() == null ? "" : change.current().id());
    }

    private int alone(Action action) {
        return (int) changes.stream()
                .filter(change -> change.action() == action && !change.replaces())
                .count();
    }
}
