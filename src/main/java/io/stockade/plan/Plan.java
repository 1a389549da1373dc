package io.stockade.plan;

import java.util.List;

/**
 * Everything that would be done now, in order, and the decisions it follows from.
 *
 * @param id a hash over the changes and what they rest on: it dies when the world changes
 * @param changes ordered so that each stands after what it needs
 * @param decisions about every difference, acted upon or not
 */
public record Plan(String id, List<Change> changes, List<Decision> decisions) {
    public Plan {
        changes = List.copyOf(changes);
        decisions = List.copyOf(decisions);
    }

    public boolean empty() {
        return changes.isEmpty();
    }

    /** How many changes of a kind there are; pairs that replace count in both. */
    public long count(Change.Action action) {
        return changes.stream().filter(change -> change.action() == action).count();
    }
}
