package io.stockade.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What Prometheus is told of what the service measures of itself. */
final class MeasureMetrics {
    private final Stacks stacks;
    private final MeterRegistry registry;
    private final Map<String, MultiGauge> gauges = new TreeMap<>();
    private final Map<String, Newest> others = new HashMap<>();

    MeasureMetrics(Stacks stacks, MeterRegistry registry) {
        this.stacks = stacks;
        this.registry = registry;
    }

    /** What a counter or timer has come to; the registry reads it whenever it is asked. */
    private static final class Newest {
        private volatile Measure measure;

        Newest(Measure measure) {
            this.measure = measure;
        }

        double value() {
            return measure.value();
        }

        long count() {
            return measure.count();
        }
    }

    /** Takes the newest. */
    synchronized void refresh() {
        Map<String, List<MultiGauge.Row<?>>> rows = new TreeMap<>();
        for (Measure measure : stacks.measures()) {
            switch (measure.kind()) {
                case GAUGE -> {
                    gauges.computeIfAbsent(measure.name(), name -> gauge(measure));
                    rows.computeIfAbsent(measure.name(), first -> new ArrayList<>())
                            .add(MultiGauge.Row.of(tags(measure), measure.value()));
                }
                case COUNTER, TIMER ->
                    others.computeIfAbsent(measure.name() + measure.labels(), first -> register(measure)).measure =
                            measure;
            }
        }
        gauges.forEach((name, gauge) -> gauge.register(rows.getOrDefault(name, List.of()), true));
    }

    private MultiGauge gauge(Measure measure) {
        return MultiGauge.builder(measure.name())
                .description(measure.description())
                .register(registry);
    }

    private Newest register(Measure measure) {
        Newest newest = new Newest(measure);
        if (measure.kind() == Measure.Kind.COUNTER) {
            FunctionCounter.builder(measure.name(), newest, Newest::value)
                    .description(measure.description())
                    .tags(tags(measure))
                    .register(registry);
        } else {
            FunctionTimer.builder(measure.name(), newest, Newest::count, Newest::value, TimeUnit.SECONDS)
                    .description(measure.description())
                    .tags(tags(measure))
                    .register(registry);
        }
        return newest;
    }

    private static Tags tags(Measure measure) {
        Tags tags = Tags.empty();
        for (Map.Entry<String, String> label : measure.labels().entrySet()) {
            tags = tags.and(label.getKey(), label.getValue());
        }
        return tags;
    }
}
