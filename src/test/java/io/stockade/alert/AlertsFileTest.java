package io.stockade.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told what, and what is said of a slip in it. */
class AlertsFileTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "URL", "https://hooks.example/very-secret",
            "PLAIN", "http://hooks.example/very-secret",
            "KEY", "0123456789abcdef",
            "SHORT", "very-secret");

    @TempDir
    Path folder;

    @Test
    void aLogIsEnough() {
        AlertSettings settings = AlertLab.read("sinks: [{name: ops, type: log}]", Map.of());

        assertThat(settings.timing()).isEqualTo(AlertSettings.TIMING);
        assertThat(settings.digest()).isEqualTo(AlertSettings.DIGEST);
        assertThat(settings.routes())
                .as("without routes everybody is told everything")
                .hasSize(1);
    }

    @Test
    void everythingCanBeSaid() throws IOException {
        Path url = Files.writeString(folder.resolve("url"), "https://hooks.example/very-secret\n");
        AlertSettings settings = AlertLab.read("""
                sinks:
                  - {name: ops, type: slack, urlFrom: {file: %s}}
                  - {name: pager, type: webhook, url: "https://alerts.example/hook", keyFrom: {env: KEY}}
                routes:
                  - {sink: pager, minSeverity: High, environments: [prod], labels: {team: payments}, kinds: [Drift]}
                  - {sink: ops}
                for: 30s
                escalation: {critical: 10m, other: 2h}
                digest: {window: 5s, above: 3}
                giveUpAfter: 48h
                """.formatted(url), ENVIRONMENT);

        assertThat(settings.timing())
                .isEqualTo(new Alerts.Timing(Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofHours(2)));
        assertThat(settings.digest()).isEqualTo(new Gathering.Limits(Duration.ofSeconds(5), 3));
        assertThat(settings.giveUpAfter()).isEqualTo(Duration.ofDays(2));
        assertThat(settings.routes())
                .first()
                .isEqualTo(new Route(
                        "pager",
                        Severity.HIGH,
                        java.util.List.of("prod"),
                        Map.of("team", "payments"),
                        java.util.List.of(AlertKind.DRIFT)));
        assertThat(settings.toString()).doesNotContain("very-secret").doesNotContain("0123456789abcdef");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | names nobody who is told",
                "sinks: [] | names nobody who is told",
                "sinks: [{name: a, type: log}]; sink: 1 | unknown field",
                "sinks: [{name: a, typ: log}] | did you mean 'type'?",
                "sinks: [{name: a, type: slak}] | did you mean 'slack'?",
                "sinks: [{name: A, type: log}] | is no name",
                "sinks: [{name: a, type: log}, {name: a, type: log}] | there is a sink 'a' already",
                "sinks: [{name: a, type: sns}] | sinks[0].topic: is missing",
                "sinks: [{name: a, type: sns, topic: alerts}] | is no ARN of a topic",
                "sinks: [{name: a, type: sns, url: 'https://a.example/'}] | unknown field",
                "sinks: [{name: a, type: eventbridge, topic: x}] | unknown field",
                "sinks: [{name: a, type: eventbridge, bus: default}] | is no ARN of a bus",
                "sinks: [{name: a, type: slack}] | names no place",
                "sinks: [{name: a, type: slack, urlFrom: {env: NONE}}] | the environment's NONE is empty or not there",
                "sinks: [{name: a, type: slack, urlFrom: {env: PLAIN}}] | is without TLS",
                "sinks: [{name: a, type: slack, urlFrom: {env: KEY}}] | is no address",
                "sinks: [{name: a, type: slack, urlFrom: {file: /no/such}}] | can't be read: NoSuchFileException",
                "sinks: [{name: a, type: slack, url: 'https://hooks.example/very-secret'}] | unknown field",
                "sinks: [{name: a, type: webhook, url: 'https://a.example/?very-secret', keyFrom: {env: KEY}}] | whoever knows",
                "sinks: [{name: a, type: webhook, url: 'https://a.example/'}] | names no place",
                "sinks: [{name: a, type: webhook, urlFrom: {env: URL}, keyFrom: {env: SHORT}}] | is shorter than 16",
                "sinks: [{name: a, type: log}]; routes: [{sink: b}] | there is no sink 'b'",
                "sinks: [{name: a, type: log}]; routes: [] | nothing goes to sink 'a'",
                "sinks: [{name: a, type: log}]; routes: [{sink: a, minSeverity: Hihg}] | did you mean 'High'?",
                "sinks: [{name: a, type: log}]; routes: [{sink: a, kinds: [Drifts]}] | did you mean 'Drift'?",
                "sinks: [{name: a, type: log}]; for: soon | is no duration",
                "sinks: [{name: a, type: log}]; digest: {above: 0} | is no number of messages",
            })
    void aSlipIsNamedAndNoSecretWithIt(String text, String message) {
        assertThatThrownBy(() -> AlertLab.read(text.replace("; ", "\n"), ENVIRONMENT))
                .hasMessageContaining("alerts.yaml:")
                .hasMessageContaining(message)
                .hasMessageNotContaining("very-secret");
    }
}
