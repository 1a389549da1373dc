package io.stockade.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.stockade.status.StackStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What Prometheus is told of every stack. Kept up to date by {@link #refresh}, which the service calls often. */
@ApplicationScoped
public class StackMetrics {
    private final Stacks stacks;
    private final MeterRegistry registry;
    private final MultiGauge ready;
    private final MultiGauge drifts;
    private final MultiGauge age;
    private final CallMetrics calls;
    private final SecretMetrics secrets;
    private final DriftMetrics driftsByClass;
    private final MeasureMetrics measures;

    public StackMetrics(Stacks stacks, MeterRegistry registry) {
        this.stacks = stacks;
        this.registry = registry;
        this.ready = gauge("stockade.stack.ready", "1 if the stack is ready, else 0");
        this.drifts = gauge("stockade.stack.drifts", "Differences that are drift");
        this.age = gauge("stockade.stack.observation.age.seconds", "Seconds since the stack was last observed");
        this.calls = new CallMetrics(stacks, registry);
        this.secrets = new SecretMetrics(stacks, registry);
        this.driftsByClass = new DriftMetrics(stacks::detail, registry);
        this.measures = new MeasureMetrics(stacks, registry);
    }

    /** Totals are read when they are asked for. */
    void register(@Observes io.quarkus.runtime.StartupEvent started) {
        stacks.totals()
                .keySet()
                .forEach(name -> Gauge.builder(
                                name,
                                stacks,
                                each -> each.totals().getOrDefault(name, 0).doubleValue())
                        .register(registry));
    }

    /** Takes the newest statuses. */
    public void refresh() {
        StackList list = stacks.list();
        Instant now = Instant.parse(list.time());
        List<MultiGauge.Row<?>> readyRows = new ArrayList<>();
        List<MultiGauge.Row<?>> driftRows = new ArrayList<>();
        List<MultiGauge.Row<?>> ageRows = new ArrayList<>();
        for (StackObject stack : list.items()) {
            Tags tags = Tags.of("stack", stack.key());
            StackStatus status = stack.status();
            readyRows.add(MultiGauge.Row.of(tags, status != null && status.is("Ready") ? 1 : 0));
            driftRows.add(
                    MultiGauge.Row.of(tags, status == null ? 0 : status.drift().total()));
            String observed = status == null ? null : status.observation().time();
            if (observed != null) {
                Duration since = Duration.between(Instant.parse(observed), now);
                ageRows.add(MultiGauge.Row.of(tags, since.toMillis() / 1000.0));
            }
        }
        ready.register(readyRows, true);
        drifts.register(driftRows, true);
        age.register(ageRows, true);
        calls.refresh();
        secrets.refresh(list);
        driftsByClass.refresh(list);
        measures.refresh();
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }
}
