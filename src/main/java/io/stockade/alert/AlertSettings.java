package io.stockade.alert;

import java.time.Duration;
import java.util.List;

/**
 * Who is told what, and when.
 *
 * @param giveUpAfter for how long a message is tried
 */
public record AlertSettings(
        List<SinkSettings> sinks,
        List<Route> routes,
        Alerts.Timing timing,
        Gathering.Limits digest,
        Duration giveUpAfter) {
    static final Alerts.Timing TIMING = new Alerts.Timing(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(24));
    static final Gathering.Limits DIGEST = new Gathering.Limits(Duration.ofSeconds(10), 10);
    static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

    public AlertSettings {
        sinks = List.copyOf(sinks);
        routes = List.copyOf(routes);
    }
}
