package io.stockade.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told arrives: at least once, whatever is down and whoever is killed, and not as a flood. */
class DeliveryTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path home;

    private AlertLab lab;

    @AfterEach
    void close() {
        lab.close();
    }

    @BeforeEach
    void open() {
        lab = new AlertLab(home, AlertLab.WEBHOOK);
    }

    /** Another one over the same folder. */
    private void lab(String settings) {
        lab.close();
        lab = new AlertLab(home, settings);
    }

    @Test
    void aDriftThatComesAndGoesIsOneAlertAndOneRecovery() {
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.HIGH));
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.HIGH));
        lab.pass(Duration.ofSeconds(3));
        lab.see(AlertLab.ORDERS);
        lab.see(AlertLab.ORDERS);

        lab.pass(MINUTE);

        assertThat(lab.told()).containsExactly("raised.v1 Vpc/vpc", "recovered.v1 Vpc/vpc");
    }

    @Test
    void aSinkThatIsDownForAnHourWithARestartInBetweenLosesNothing() {
        lab.receiver.answer(503);
        lab.see(AlertLab.ORDERS, lab.drift("before", Severity.HIGH), lab.drift("throughout", Severity.HIGH));
        lab.pass(Duration.ofMinutes(20));
        lab.see(AlertLab.ORDERS, lab.drift("throughout", Severity.HIGH));
        // Killed before a message is made of the recovery.
        lab.restart();
        lab.see(AlertLab.ORDERS, lab.drift("throughout", Severity.HIGH), lab.drift("after", Severity.LOW));
        lab.pass(Duration.ofMinutes(40));
        List<String> whileDown = lab.told();
        lab.receiver.answer(204);

        lab.pass(Duration.ofMinutes(10));

        assertThat(whileDown).isEmpty();
        assertThat(lab.told())
                .containsExactlyInAnyOrder(
                        "raised.v1 before", "raised.v1 throughout", "recovered.v1 before", "raised.v1 after");
        assertThat(lab.receiver.asked())
                .as("a sink that is down is not asked all the time")
                .isLessThan(60);
    }

    @Test
    void aSinkThatIsGoneAndComesBackIsFound() {
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.HIGH));
        lab.receiver.answer(301);
        lab.pass(MINUTE);
        assertThat(lab.told()).as("redirects are not followed").isEmpty();
        lab.receiver.answer(200);

        lab.pass(Duration.ofMinutes(10));

        assertThat(lab.told()).containsExactly("raised.v1 Vpc/vpc");
    }

    @Test
    void aThousandDriftsAtOnceAreOneDigest() {
        IntStream.range(0, 100).forEach(stack -> lab.see(AlertLab.stack("payments/orders-" + stack), drifts(10)));

        lab.pass(MINUTE);

        JsonNode digest = lab.receiver.taken().get(0).json();
        assertThat(lab.receiver.taken()).hasSize(1);
        assertThat(digest.path("type").asText()).isEqualTo("dev.stockade.alert.digest.v1");
        assertThat(digest.at("/data/total").asInt()).isEqualTo(1_000);
        assertThat(digest.at("/data/bySeverity/High").asInt()).isEqualTo(1_000);
        Set<String> ids = new TreeSet<>(digest.path("data").path("alerts").findValuesAsText("id"));
        assertThat(ids).as("every alert is named in it").hasSize(1_000);
        assertThat(digest.at("/data/worst")).hasSize(50);
    }

    @Test
    void aThousandOfOneStackThatGoAgainAreTwoDigests() {
        lab.see(AlertLab.ORDERS, drifts(1_000));
        lab.pass(MINUTE);
        lab.see(AlertLab.ORDERS);

        lab.pass(MINUTE);

        assertThat(lab.receiver.taken())
                .hasSize(2)
                .allSatisfy(request ->
                        assertThat(request.json().at("/data/total").asInt()).isEqualTo(1_000));
    }

    private Finding[] drifts(int count) {
        return IntStream.range(0, count)
                .mapToObj(each -> lab.drift("Route/" + each, Severity.HIGH))
                .toArray(Finding[]::new);
    }

    @Test
    void aRestartRaisesNothingTwice() {
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.HIGH));
        lab.pass(MINUTE);
        lab.restart();
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.HIGH));

        lab.pass(MINUTE);

        assertThat(lab.told()).containsExactly("raised.v1 Vpc/vpc");
    }

    @Test
    void whatIsRefusedHoldsUpNothingElse() {
        lab.receiver.answer(body -> body.contains("poison") ? 400 : 204);
        lab.see(AlertLab.ORDERS, lab.drift("poison", Severity.HIGH), lab.drift("well", Severity.HIGH));

        lab.pass(MINUTE);

        assertThat(lab.told()).containsExactly("raised.v1 well");
        assertThat(lab.desk().report().sinks()).singleElement().satisfies(sink -> {
            assertThat(sink.sent()).isEqualTo(1);
            assertThat(sink.waiting()).isEqualTo(1);
            assertThat(sink.failed()).isBetween(2L, 10L);
        });
    }

    @Test
    void whatDoesNotArriveWithinADayIsADeadLetter() throws IOException {
        lab.receiver.answer(500);
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.HIGH));

        lab.pass(Duration.ofHours(23));
        assertThat(home.resolve("dead-letters.jsonl")).doesNotExist();
        lab.pass(Duration.ofMinutes(70));

        assertThat(Files.readAllLines(home.resolve("dead-letters.jsonl")))
                .singleElement()
                .asString()
                .contains("\"why\":\"it did not arrive within PT24H\"", "\"title\":\"Changed Vpc/vpc\"");
        assertThat(lab.desk().report().sinks())
                .extracting(AlertReport.OfSink::dead)
                .containsExactly(1L);
    }

    @Test
    void oneSinkDoesNotWaitForAnother() {
        lab("""
                sinks:
                  - {name: broken, type: webhook, url: 'http://127.0.0.1:1/', keyFrom: {env: KEY}}
                  - {name: pager, type: webhook, urlFrom: {env: PAGER_URL}, keyFrom: {env: KEY}}
                """);
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.HIGH));

        lab.pass(MINUTE);

        assertThat(lab.told()).containsExactly("raised.v1 Vpc/vpc");
    }

    @Test
    void aSinkThatWasTakenOutLeavesItsMessagesToBeRead() throws IOException {
        lab.receiver.answer(500);
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.HIGH));
        lab.pass(MINUTE);

        lab("sinks: [{name: other, type: log}]");

        assertThat(Files.readString(home.resolve("dead-letters.jsonl"))).contains("there is no sink pager any more");
    }

    @Test
    void addressAndKeyAreNowhere() throws IOException {
        lab.receiver.answer(500);
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.HIGH));

        lab.pass(Duration.ofHours(25));

        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .doesNotContain(AlertLab.KEY)
                            .doesNotContain("very-secret"));
        }
        assertThat(lab.desk().report().toString()).doesNotContain("very-secret");
    }
}
