package io.stockade.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An alert is told once when it begins, once when it goes on, and once when it is over. */
class AlertStatesTest {
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
    private void lab(String rest) {
        lab.close();
        lab = new AlertLab(home, AlertLab.WEBHOOK + rest);
    }

    @ParameterizedTest
    @CsvSource({"Critical, PT58M, 1", "Critical, PT62M, 2", "Critical, PT50H, 2", "High, PT23H, 1", "High, PT25H, 2"})
    void itEscalatesOnceByItsAge(String severity, Duration lasts, int notices) {
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.find(severity).orElseThrow()));

        lab.pass(lasts);

        assertThat(lab.told())
                .hasSize(notices)
                .element(notices - 1)
                .isEqualTo(notices == 1 ? "raised.v1 Vpc/vpc" : "escalated.v1 Vpc/vpc");
    }

    @Test
    void itEscalatesWhenItBecomesWorseAndNeverGetsBetterBeforeItIsOver() {
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.MEDIUM));
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.CRITICAL));
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.LOW));
        lab.see(AlertLab.ORDERS);

        lab.pass(Duration.ofMinutes(1));

        assertThat(lab.told())
                .containsExactlyInAnyOrder("raised.v1 Vpc/vpc", "escalated.v1 Vpc/vpc", "recovered.v1 Vpc/vpc");
        assertThat(lab.receiver.taken())
                .extracting(request -> request.json().at("/data/severity").asText())
                .containsExactlyInAnyOrder("Medium", "Critical", "Critical");
    }

    /** Another pod leads, or the stack is gone: what this one knew once is no news. */
    @Test
    void whatNobodyLooksAtHereDoesNotEscalate() {
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.CRITICAL));
        lab.pass(Duration.ofMinutes(1));
        lab.works = false;

        lab.pass(Duration.ofHours(2));

        assertThat(lab.told()).containsExactly("raised.v1 Vpc/vpc");
    }

    @Test
    void whatDoesNotLastIsNotTold() {
        lab("for: 5m");
        lab.see(AlertLab.ORDERS, lab.drift("short", Severity.HIGH), lab.drift("long", Severity.HIGH));
        lab.pass(Duration.ofMinutes(4));
        lab.see(AlertLab.ORDERS, lab.drift("long", Severity.HIGH));

        lab.pass(Duration.ofMinutes(3));

        assertThat(lab.told()).containsExactly("raised.v1 long");
    }

    @Test
    void whatWasNotLookedAtIsNotOver() {
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.HIGH));
        lab.desk().observe(AlertLab.ORDERS, new Look(List.of(), (kind, subject) -> false));

        lab.pass(Duration.ofMinutes(1));

        assertThat(lab.told()).containsExactly("raised.v1 Vpc/vpc");
    }

    @Test
    void whatWasWrongWithAStackIsOverWhenItIsGone() {
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.HIGH));
        lab.pass(Duration.ofMinutes(1));
        lab.desk().forget("payments/orders");

        lab.pass(Duration.ofMinutes(1));

        assertThat(lab.told()).containsExactly("raised.v1 Vpc/vpc", "recovered.v1 Vpc/vpc");
        assertThat(home.resolve("alerts")).isEmptyDirectory();
        assertThat(home.resolve("outbox")).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{sink: pager}                                   | true",
                "{sink: pager, minSeverity: High}                | true",
                "{sink: pager, minSeverity: Critical}            | false",
                "{sink: pager, environments: [prod, staging]}    | true",
                "{sink: pager, environments: [staging]}          | false",
                "{sink: pager, labels: {team: payments}}         | true",
                "{sink: pager, labels: {team: payments, a: b}}   | false",
                "{sink: pager, kinds: [Stalled, Drift]}          | true",
                "{sink: pager, kinds: [Stalled]}                 | false",
            })
    void routesSayWhoIsTold(String route, boolean told) {
        lab("routes: [" + route + "]");
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.HIGH));

        lab.pass(Duration.ofMinutes(1));

        assertThat(lab.told()).hasSize(told ? 1 : 0);
    }

    @Test
    void twoRoutesToOneSinkTellItOnce() {
        lab("routes: [{sink: pager}, {sink: pager, kinds: [Drift]}]");
        lab.see(AlertLab.ORDERS, lab.drift("Vpc/vpc", Severity.HIGH));

        lab.pass(Duration.ofMinutes(1));

        assertThat(lab.told()).hasSize(1);
    }
}
