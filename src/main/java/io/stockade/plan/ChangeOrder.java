package io.stockade.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** Puts steps into an order in which each stands after what it needs; equal input gives equal order. */
final class ChangeOrder {
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Map<String, NavigableSet<String>> before = new LinkedHashMap<>();

    private ChangeOrder(Collection<Step> all) {
        all.forEach(step -> steps.put(step.key(), step));
        steps.values().forEach(step -> before.put(step.key(), new TreeSet<>(step.needs())));
    }

    /**
     * The changes in order.
     *
     * @param all in the order in which people should read them, where nothing else decides
     */
    static List<Change> of(Collection<Step> all) {
        ChangeOrder order = new ChangeOrder(all);
        order.steps.values().forEach(order::grantWishes);
        return order.sorted();
    }

    private void grantWishes(Step step) {
        for (String wish : step.wishes()) {
            if (!reaches(wish, step.key())) {
                before.computeIfAbsent(step.key(), ignored -> new TreeSet<>()).add(wish);
            }
        }
    }

    /** Whether one step, directly or not, needs another. */
    private boolean reaches(String from, String target) {
        Deque<String> open = new ArrayDeque<>(List.of(from));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String next = open.pop();
            if (next.equals(target)) {
                return true;
            }
            if (seen.add(next)) {
                open.addAll(before.getOrDefault(next, new TreeSet<>()));
            }
        }
        return false;
    }

    /** Always the first step, in reading order, of which everything needed is done. */
    private List<Change> sorted() {
        List<Change> changes = new ArrayList<>();
        Set<String> done = new HashSet<>();
        List<Step> waiting = new ArrayList<>(steps.values());
        while (!waiting.isEmpty()) {
            Step next = waiting.stream()
                    .filter(step -> done.containsAll(needs(step)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("a circle among " + before));
            waiting.remove(next);
            done.add(next.key());
            changes.add(next.ordered(needs(next)));
        }
        return changes;
    }

    private NavigableSet<String> needs(Step step) {
        return before.getOrDefault(step.key(), new TreeSet<>());
    }
}
