package io.stockade.apply;

import io.stockade.cloud.Cloud;
import io.stockade.cloud.Driver;
import io.stockade.graph.Resource;
import io.stockade.plan.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Changes that one call makes together: the rules of one group in one direction. Most steps are one change.
 *
 * @param needs indices of the steps that must succeed first
 */
record Step(List<Change> changes, SortedSet<Integer> needs) {
    /** The steps of a plan, in its order. */
    static List<Step> of(List<Change> changes, Cloud cloud) {
        Map<String, List<Change>> groups = new LinkedHashMap<>();
        for (Change change : changes) {
            groups.computeIfAbsent(groupKey(change, cloud), ignored -> new ArrayList<>())
                    .add(change);
        }
        List<List<Change>> batches = List.copyOf(groups.values());
        Map<String, Integer> stepOf = new LinkedHashMap<>();
        for (int index = 0; index < batches.size(); index++) {
            for (Change change : batches.get(index)) {
                stepOf.put(change.key(), index);
            }
        }
        List<Step> steps = new ArrayList<>();
        for (List<Change> batch : batches) {
            TreeSet<Integer> needs = new TreeSet<>();
            batch.forEach(change -> change.needs().stream()
                    .map(stepOf::get)
                    .filter(Objects::nonNull)
                    .forEach(needs::add));
            needs.removeAll(
                    batch.stream().map(change -> stepOf.get(change.key())).toList());
            steps.add(new Step(batch, needs));
        }
        return steps;
    }

    private static String groupKey(Change change, Cloud cloud) {
        if (change.action() == Change.Action.UPDATE) {
            return change.key();
        }
        Driver<? extends Resource> driver = cloud.driver(change.address().kind());
        return batchKey(driver, change.action(), subject(change))
                .map(key -> change.action() + " " + change.address().kind() + " " + key)
                .orElse(change.key());
    }

    private static Resource subject(Change change) {
        Resource desired = change.desired();
        return desired != null
                ? desired
                : Objects.requireNonNull(change.current(), change.key()).value();
    }

    @SuppressWarnings("unchecked") // a driver is registered under the kind of its own record type
    private static <R extends Resource> Optional<String> batchKey(
            Driver<R> driver, Change.Action action, Resource resource) {
        return action == Change.Action.DELETE ? driver.deletionKey((R) resource) : driver.batchKey((R) resource);
    }
}
