package io.stockade.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What Prometheus is told of every call. Stacks are no label: there may be thousands of them. */
final class CallMetrics {
    private final Stacks stacks;
    private final MeterRegistry registry;
    private final Map<Tags, AtomicLong> counts = new HashMap<>();

    CallMetrics(Stacks stacks, MeterRegistry registry) {
        this.stacks = stacks;
        this.registry = registry;
    }

    /** Takes the newest counts. */
    synchronized void refresh() {
        for (CallReport.Total total : stacks.callTotals()) {
            Tags tags = Tags.of(
                    "action", total.action(),
                    "account", total.account(),
                    "region", total.region(),
                    "outcome", total.outcome());
            counts.computeIfAbsent(tags, this::register).set(total.count());
        }
    }

    private AtomicLong register(Tags tags) {
        AtomicLong count = new AtomicLong();
        FunctionCounter.builder("stockade.calls", count, AtomicLong::doubleValue)
                .description("Calls to AWS; those with the outcome held were put off and not sent")
                .tags(tags)
                .register(registry);
        return count;
    }
}
