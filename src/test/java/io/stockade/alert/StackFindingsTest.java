package io.stockade.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.status.DriftRecord;
import io.stockade.status.StackStatus;
import io.stockade.status.StackStatus.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a pass people are told, and what it could not know. */
class StackFindingsTest {
    private static final String SINCE = "2027-01-01T00:00:00Z";
    private static final Instant NOW = Instant.parse("2027-01-01T00:10:00Z");

    private static StackStatus status(String ready, String reason, List<String> problems) {
        return status(ready, reason, problems, StackStatus.Secrets.NONE);
    }

    private static StackStatus status(String ready, String reason, List<String> problems, StackStatus.Secrets secrets) {
        return new StackStatus(
                1,
                "Ready",
                "",
                List.of(new Condition("Ready", ready, reason, "why", 1, SINCE)),
                StackStatus.Outputs.NONE,
                new StackStatus.Resources(1, 1, List.of()),
                StackStatus.Drift.NONE,
                secrets,
                null,
                new StackStatus.Observation(SINCE, 100, problems),
                null,
                null,
                null);
    }

    private static final StackStatus WELL = status("True", "AsDeclared", List.of());

    private static DriftRecord drift(String severity, String decision) {
        return new DriftRecord(
                "0123456789",
                "Vpc/vpc",
                "vpc-1",
                "tags.a",
                "1",
                "2",
                "Changed",
                severity,
                SINCE,
                SINCE,
                1,
                decision,
                "is corrected",
                null);
    }

    @Test
    void aDriftIsToldWithWhatIsDoneAboutIt() {
        Look look = StackFindings.of(WELL, List.of(drift("Low", "Correct")), NOW);

        assertThat(look.findings())
                .containsExactly(new Finding(
                        AlertKind.DRIFT,
                        "Vpc/vpc tags.a Changed",
                        Severity.LOW,
                        "Changed Vpc/vpc tags.a",
                        "expected: 1; actual: 2; is corrected",
                        Instant.parse(SINCE)));
    }

    @ParameterizedTest
    @CsvSource({
        "Accept, ''",
        "IgnoreUntil, ''",
        "Report, Drift",
        "CorrectInWindow, Drift",
        "Stopped, Drift CorrectionStorm"
    })
    void whatSomebodyWantsAsItIsIsNotTold(String decision, String kinds) {
        Look look = StackFindings.of(WELL, List.of(drift("Medium", decision)), NOW);

        assertThat(String.join(
                        " ",
                        look.findings().stream()
                                .map(finding -> finding.kind().toString())
                                .toList()))
                .isEqualTo(kinds);
    }

    /** One alert says what can't be read; that drift can't be ruled out in it is no second one. */
    @Test
    void whatCanNotBeReadIsOneAlert() {
        StackStatus blind = status("Unknown", "ReadRefused", List.of("DescribeSubnets: denied"));
        DriftRecord hidden = new DriftRecord(
                "0123456789",
                "Subnet/*",
                null,
                "",
                "as it was left",
                "unknown",
                "Unknown",
                "Critical",
                SINCE,
                SINCE,
                1,
                "Unknown",
                "not readable since",
                null);

        Look look = StackFindings.of(blind, List.of(hidden), NOW);

        assertThat(look.findings()).extracting(Finding::kind).containsExactly(AlertKind.NOT_OBSERVED);
    }

    @Test
    void aDriftThatIsNotThereIsOver() {
        Look look = StackFindings.of(WELL, List.of(), NOW);

        assertThat(look.sight().sees(AlertKind.DRIFT, "Vpc/vpc tags.a Changed")).isTrue();
    }

    @Test
    void whereAReadFailedNoDriftIsOver() {
        StackStatus blind = status("True", "AsDeclared", List.of("Vpc: denied"));

        Look look = StackFindings.of(blind, List.of(), NOW);

        assertThat(look.sight().sees(AlertKind.DRIFT, "Vpc/vpc tags.a Changed")).isFalse();
        assertThat(look.sight().sees(AlertKind.STALLED, "WrongAccount")).isTrue();
    }

    @Test
    void aPassThatDidNotLookEndsNoDrift() {
        Look look = StackFindings.of(WELL, null, NOW);

        assertThat(look.sight().sees(AlertKind.DRIFT, "Vpc/vpc tags.a Changed")).isFalse();
    }

    @Test
    void aStackThatNobodyCanSeeIsToldAndEndsNoDrift() {
        Look look = StackFindings.of(status("Unknown", "NotObserved", List.of()), List.of(), NOW);

        assertThat(look.findings()).extracting(Finding::kind).containsExactly(AlertKind.NOT_OBSERVED);
        assertThat(look.sight().sees(AlertKind.DRIFT, "Vpc/vpc tags.a Changed")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Failed, RotationFailed, true",
        "Overdue, RotationOverdue, true",
        "Rotating, '', false",
        "Current, '', true"
    })
    void aSecretThatIsTriedAgainIsNotWell(String state, String kind, boolean over) {
        StackStatus.SecretEntry secret = new StackStatus.SecretEntry(
                "key", "/prod/key", "Generated", state, "", "", "why", 1, null, null, Map.of());
        StackStatus.Secrets secrets = new StackStatus.Secrets(1, List.of(secret));

        Look look = StackFindings.of(status("True", "AsDeclared", List.of(), secrets), List.of(), NOW);

        assertThat(look.findings())
                .extracting(finding -> finding.kind().toString())
                .isEqualTo(kind.isEmpty() ? List.of() : List.of(kind));
        assertThat(look.sight().sees(AlertKind.ROTATION_FAILED, "key")).isEqualTo(over);
    }
}
