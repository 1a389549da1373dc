package io.stockade.reconcile;

import io.stockade.apply.ChangeResult;
import io.stockade.plan.Change;
import io.stockade.plan.Difference;
import io.stockade.plan.Drift;
import io.stockade.plan.DriftClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** When each drift of a stack was put right within the last hour. A restart counts anew. */
final class Corrections {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<String, Deque<Correction>> done = new HashMap<>();

    /** One of them, and who had made it necessary. */
    private static final class Correction {
        private final Instant time;
        private Optional<String> rival = Optional.empty();

        Correction(Instant time) {
            this.time = time;
        }
    }

    /** Takes note of the drift that was put right. */
    void note(List<ChangeResult> results, Instant now) {
        forget(now);
        results.stream()
                .filter(result -> result.outcome() == ChangeResult.Outcome.DONE)
                .map(ChangeResult::change)
                .filter(change -> change.origin() == Difference.Origin.DRIFT)
                .flatMap(Corrections::identities)
                .forEach(identity -> done.computeIfAbsent(identity, ignored -> new ArrayDeque<>())
                        .add(new Correction(now)));
    }

    private static Stream<String> identities(Change change) {
        String resource = change.address().toString();
        return switch (change.action()) {
            case CREATE ->
                change.replaces() ? fields(change) : Stream.of(Drift.identity(resource, "", DriftClass.MISSING));
            case UPDATE -> fields(change);
            case DELETE ->
                change.replaces() ? Stream.empty() : Stream.of(Drift.identity(resource, "", DriftClass.UNEXPECTED));
        };
    }

    private static Stream<String> fields(Change change) {
        return change.fields().stream()
                .map(field -> Drift.identity(change.address().toString(), field.path(), DriftClass.CHANGED));
    }

    /** @param identity of the drift, whatever its values were */
    int lastHour(String identity, Instant now) {
        forget(now);
        Deque<Correction> times = done.get(identity);
        return times == null ? 0 : times.size();
    }

    /**
     * Who made what was put right, in order, as far as that is known; once it is, it is not asked for again.
     *
     * @param identity of the drift, whatever its values were
     * @param maker who made, after some time, what was put right at another
     */
    List<String> rivals(String identity, BiFunction<Instant, Instant, Optional<String>> maker) {
        Deque<Correction> all = done.getOrDefault(identity, new ArrayDeque<>());
        Instant before = Instant.MIN;
        for (Correction each : all) {
            if (each.rival.isEmpty()) {
                each.rival = maker.apply(before, each.time);
            }
            before = each.time;
        }
        return all.stream()
                .flatMap(each -> each.rival.stream())
                .distinct()
                .sorted()
                .toList();
    }

    private void forget(Instant now) {
        done.values().forEach(times -> {
            while (!times.isEmpty() && !times.element().time.isAfter(now.minus(HOUR))) {
                times.remove();
            }
        });
        done.values().removeIf(Deque::isEmpty);
    }
}
