package io.stockade.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.stockade.plan.Difference;
import io.stockade.plan.DriftClass;
import io.stockade.reconcile.StackDetail;
import io.stockade.status.DriftRecord;
import io.stockade.status.StackStatus;
import io.stockade.status.StackStatus.DriftEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What Prometheus is told of the drifts of all stacks. No stack is a label of these: each has its own total. */
final class DriftMetrics {
    private static final List<String> SEVERITIES =
            Arrays.stream(Difference.Severity.values()).map(DriftMetrics::word).toList();
    private static final String UNKNOWN = DriftClass.UNKNOWN.toString();
    private static final List<String> CLASSES =
            Arrays.stream(DriftClass.values()).map(DriftClass::toString).toList();

    private final Function<String, Optional<StackDetail>> details;
    private final MultiGauge counts;
    private final MultiGauge ages;

    /** @param details of a stack in full; empty if this process has none */
    DriftMetrics(Function<String, Optional<StackDetail>> details, MeterRegistry registry) {
        this.details = details;
        this.counts = MultiGauge.builder("stockade.drifts")
                .description("How many differences of each class and severity are drift")
                .register(registry);
        this.ages = MultiGauge.builder("stockade.drift.oldest.age.seconds")
                .description("Seconds since the oldest drift of a severity was first seen")
                .register(registry);
    }

    /** Takes the newest. */
    synchronized void refresh(StackList list) {
        Instant now = Instant.parse(list.time());
        Map<Tags, Integer> byClass = new HashMap<>(none());
        Map<String, Instant> oldest = new TreeMap<>();
        SEVERITIES.forEach(severity -> oldest.put(severity, now));
        for (StackObject stack : list.items()) {
            for (DriftEntry drift : drifts(stack)) {
                byClass.merge(Tags.of("class", drift.driftClass(), "severity", drift.severity()), 1, Integer::sum);
                if (!drift.driftClass().equals(UNKNOWN)) {
                    oldest.merge(
                            drift.severity(),
                            Instant.parse(drift.firstSeen()),
                            (one, other) -> one.isBefore(other) ? one : other);
                }
            }
        }
        List<MultiGauge.Row<?>> countRows = new ArrayList<>();
        byClass.forEach((tags, count) -> countRows.add(MultiGauge.Row.of(tags, count)));
        counts.register(countRows, true);
        List<MultiGauge.Row<?>> ageRows = new ArrayList<>();
        oldest.forEach((severity, since) -> ageRows.add(MultiGauge.Row.of(
                Tags.of("severity", severity), Duration.between(since, now).toMillis() / 1000.0)));
        ages.register(ageRows, true);
    }

    /** What is not there is told as 0: an alert about a name that nobody has heard yet looks like a slip. */
    private static Map<Tags, Integer> none() {
        Map<Tags, Integer> none = new HashMap<>();
        CLASSES.forEach(
                type -> SEVERITIES.forEach(severity -> none.put(Tags.of("class", type, "severity", severity), 0)));
        return none;
    }

    private static String word(Enum<?> constant) {
        return constant.name().charAt(0) + constant.name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** The status of a stack with very many of them does not list all. */
    private List<DriftEntry> drifts(StackObject stack) {
        StackStatus status = stack.status();
        if (status == null || status.drift().total() + status.drift().unknown() == 0) {
            return List.of();
        }
        return details.apply(stack.key())
                .map(detail -> detail.drifts().stream()
                        .filter(drift -> !drift.tolerated())
                        .map(DriftRecord::entry)
                        .toList())
                .orElse(status.drift().items());
    }
}
