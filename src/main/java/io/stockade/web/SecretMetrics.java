package io.stockade.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.stockade.status.StackStatus.SecretEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** What Prometheus is told of secrets. No secret is a label: there may be thousands of them. */
final class SecretMetrics {
    private final Stacks stacks;
    private final MeterRegistry registry;
    private final MultiGauge states;
    private final MultiGauge age;
    private final Map<Tags, AtomicLong> rotations = new HashMap<>();

    SecretMetrics(Stacks stacks, MeterRegistry registry) {
        this.stacks = stacks;
        this.registry = registry;
        this.states = MultiGauge.builder("stockade.secrets")
                .description("How many secrets are in each state")
                .register(registry);
        this.age = MultiGauge.builder("stockade.secret.age.seconds")
                .description("Seconds since the oldest value of the stack's secrets was made")
                .register(registry);
    }

    /** Takes the newest statuses and counts. */
    synchronized void refresh(StackList list) {
        Instant now = Instant.parse(list.time());
        Map<String, Integer> counts = new TreeMap<>();
        List<MultiGauge.Row<?>> ages = new ArrayList<>();
        for (StackObject stack : list.items()) {
            List<SecretEntry> secrets = secrets(stack);
            secrets.forEach(each -> counts.merge(each.state(), 1, Integer::sum));
            secrets.stream()
                    .map(SecretEntry::lastRotation)
                    .filter(time -> time != null)
                    .map(Instant::parse)
                    .min(Instant::compareTo)
                    .map(oldest -> Duration.between(oldest, now).toMillis() / 1000.0)
                    .ifPresent(seconds -> ages.add(MultiGauge.Row.of(Tags.of("stack", stack.key()), seconds)));
        }
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        counts.forEach((state, count) -> rows.add(MultiGauge.Row.of(Tags.of("state", state), count)));
        states.register(rows, true);
        age.register(ages, true);
        stacks.rotationTotals().forEach(this::count);
    }

    /** The status of a stack with very many of them does not list all. */
    private List<SecretEntry> secrets(StackObject stack) {
        return stacks.detail(stack.key())
                .map(detail -> detail.secrets())
                .or(() -> Optional.ofNullable(stack.status())
                        .map(status -> status.secrets().items()))
                .orElse(List.of());
    }

    private void count(RotationTotal total) {
        Tags tags = Tags.of("strategy", total.strategy(), "outcome", total.outcome());
        rotations.computeIfAbsent(tags, this::register).set(total.count());
    }

    private AtomicLong register(Tags tags) {
        AtomicLong count = new AtomicLong();
        FunctionCounter.builder("stockade.secret.rotations", count, AtomicLong::doubleValue)
                .description("What came of rotations")
                .tags(tags)
                .register(registry);
        return count;
    }
}
