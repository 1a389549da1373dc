package io.stockade.alert;

import io.stockade.memory.StateFolder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Tells people what is wrong with stacks: from what passes find to messages that have arrived. */
public final class AlertDesk implements AutoCloseable {
    /** So much of dead letters is kept, twice. */
    private static final long MOST_OF_THE_DEAD = 10L * 1024 * 1024;

    private final InstantSource clock;
    private final Alerts alerts;
    private final Gathering gathering;
    private final Courier courier;

    /**
     * What a desk takes from its process.
     *
     * @param clock of the service, which ages go by
     * @param machineClock what receivers tell old messages by
     * @param executor on which sinks are waited for
     * @param installation who is telling
     * @param channels the way to sinks in AWS
     */
    public record Means(
            InstantSource clock,
            InstantSource machineClock,
            Executor executor,
            RandomGenerator random,
            String installation,
            Channels channels) {}

    AlertDesk(AlertSettings settings, Map<String, Sink> sinks, AlertStore store, Means means) {
        this.clock = means.clock();
        this.alerts = new Alerts(settings.timing(), store);
        this.courier = new Courier(
                sinks,
                settings.giveUpAfter(),
                store,
                new Courier.Means(means.clock(), means.executor(), means.random()));
        this.gathering = new Gathering(settings.digest(), settings.routes(), alerts, courier);
    }

    /**
     * Takes up what was begun before a restart.
     *
     * @param state where alerts are kept; {@code null} keeps them for as long as the process lives
     */
    public static AlertDesk open(AlertSettings settings, @Nullable StateFolder state, Means means) {
        Map<String, Sink> sinks = new LinkedHashMap<>();
        Post post = Post.create();
        settings.sinks().forEach(sink -> sinks.put(sink.name(), sink.open(post, means)));
        AlertStore store = state == null ? new InMemoryAlertStore() : new FolderAlertStore(state, MOST_OF_THE_DEAD);
        return new AlertDesk(settings, sinks, store, means);
    }

    Instant now() {
        return clock.instant();
    }

    /** Takes everything that was found in a stack. It waits for a file at most, never for a sink. */
    public void observe(StackFacts stack, Look look) {
        alerts.observe(stack, look, now());
    }

    /** A stack is gone. */
    public void forget(String stack) {
        alerts.forget(stack, now());
    }

    /**
     * Raises, escalates and sends what is due; to be called often.
     *
     * @param known whether this process works for a stack: of others it only has what was there once
     */
    public void tick(Predicate<String> known) {
        alerts.tick(known, now());
        gathering.tick(now());
        courier.tick();
    }

    /** What can be measured. */
    public AlertReport report() {
        List<Alert> raised = alerts.open();
        List<AlertReport.Open> open = new ArrayList<>();
        for (AlertKind kind : AlertKind.values()) {
            for (Severity severity : Severity.values()) {
                long count = raised.stream()
                        .filter(alert -> alert.kind() == kind && alert.severity() == severity)
                        .count();
                open.add(new AlertReport.Open(kind.toString(), severity.toString(), count));
            }
        }
        List<AlertReport.OfSink> sinks = new ArrayList<>();
        courier.counts()
                .forEach((name, counts) -> sinks.add(
                        new AlertReport.OfSink(name, counts.sent(), counts.failed(), counts.dead(), counts.waiting())));
        return new AlertReport(open, sinks);
    }

    /** Begins no more tries; what has not arrived is sent after a restart. */
    @Override
    public void close() {
        courier.close();
    }
}
