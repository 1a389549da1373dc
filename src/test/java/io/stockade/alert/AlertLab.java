package io.stockade.alert;

import io.stockade.memory.StateFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A desk over a folder, a receiver, and a clock that goes on when it is told to. */
final class AlertLab implements AutoCloseable {
    static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
    static final String KEY = "a-key-that-nobody-may-read";
    static final String WEBHOOK =
            "sinks: [{name: pager, type: webhook, urlFrom: {env: PAGER_URL}, keyFrom: {env: KEY}}]\n";
    static final StackFacts ORDERS = stack("payments/orders");

    final Receiver receiver = new Receiver();
    private final Path home;
    private final String settings;
    final Mailbox mailbox = new Mailbox();
    private StateFolder state;
    private AlertDesk desk;
    private Instant now = START;
    boolean works = true;

    AlertLab(Path home, String settings) {
        this.home = home;
        this.settings = settings;
        this.state = StateFolder.open(home);
        this.desk = open();
    }

    private AlertDesk open() {
        Map<String, String> environment = Map.of("PAGER_URL", receiver.url(), "KEY", KEY);
        return AlertDesk.open(
                read(settings, environment),
                state,
                new AlertDesk.Means(() -> now, () -> now, Runnable::run, new Random(1), "default", mailbox));
    }

    static AlertSettings read(String text, Map<String, String> environment) {
        try {
            return AlertsFile.read(
                    text.getBytes(StandardCharsets.UTF_8), "alerts.yaml", name -> get(environment, name));
        } catch (AlertsFile.NotUnderstoodException wrong) {
            throw new IllegalArgumentException(wrong.getMessage(), wrong);
        }
    }

    private static @Nullable String get(Map<String, String> environment, String name) {
        return environment.get(name);
    }

    static StackFacts stack(String key) {
        return new StackFacts(key, "prod", new TreeMap<>(Map.of("team", "payments")));
    }

    Finding drift(String subject, Severity severity) {
        return new Finding(AlertKind.DRIFT, subject, severity, "Changed " + subject, "expected: a; actual: b", now);
    }

    AlertDesk desk() {
        return desk;
    }

    Instant now() {
        return now;
    }

    void see(StackFacts stack, Finding... findings) {
        desk.observe(stack, new Look(List.of(findings), Look.Sight.CLEAR));
    }

    /** Lets time go on, as the service's ticks do. */
    void pass(Duration time) {
        for (Instant end = now.plus(time); now.isBefore(end); ) {
            now = now.plusSeconds(1);
            desk.tick(stack -> works);
        }
    }

    /** The process is killed, and another one takes up what it kept. */
    void restart() {
        state.close();
        state = StateFolder.open(home);
        desk = open();
    }

    /** What the receiver was told, as happening and subject. */
    List<String> told() {
        return receiver.taken().stream()
                .map(Receiver.Request::json)
                .map(event -> event.path("type").asText().replace("dev.stockade.alert.", "") + " "
                        + event.at("/data/subject").asText())
                .toList();
    }

    @Override
    public void close() {
        desk.close();
        state.close();
        receiver.close();
    }
}
