package io.stockade.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.rotation.SecretHealth;
import io.stockade.rotation.SecretHealth.State;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is said of all secrets of a stack names the one that needs somebody most. */
class SecretSummaryTest {
    private static final SecretHealth WELL = secret("api-token", State.CURRENT, "", true);
    private static final SecretHealth ROTATING = secret("key", State.ROTATING, "", true);
    private static final SecretHealth FIRST = secret("new-key", State.ROTATING, "its first value is being made", false);
    private static final SecretHealth AWAITING =
            secret("partner-token", State.AWAITING_VALUE, "put a value there", false);
    private static final SecretHealth UNSEEN = secret("unseen", State.UNKNOWN, "not readable", false);
    private static final SecretHealth FAILED = secret("orders-db", State.FAILED, "the login was refused", true);

    private static SecretHealth secret(String name, State state, String message, boolean filled) {
        SortedMap<String, String> versions = new TreeMap<>();
        if (filled) {
            versions.put("AWSCURRENT", "v1");
        }
        return new SecretHealth(
                name, "/prod/orders/" + name, "arn", "Generated", state, "", "", message, 0, null, null, versions);
    }

    private static SecretSummary of(SecretHealth... all) {
        return new SecretSummary(List.of(all), Set.of("partner-token"), false, true);
    }

    @Test
    void allAreCurrentWhileOneIsRotated() {
        SecretSummary.Verdict verdict = of(WELL, ROTATING).verdict();

        assertThat(verdict)
                .isEqualTo(new SecretSummary.Verdict(
                        "True", "AllCurrent", "readers of all 2 secrets get what they should; 1 being rotated"));
    }

    @Test
    void theWorstIsNamedWithItsCause() {
        SecretSummary.Verdict verdict =
                of(WELL, UNSEEN, AWAITING, FIRST, FAILED).verdict();

        assertThat(verdict)
                .isEqualTo(new SecretSummary.Verdict(
                        "False", "RotationFailed", "1 failed to rotate: orders-db: the login was refused"));
    }

    @Test
    void whatIsNotSeenIsUnknown() {
        SecretSummary.Verdict verdict = of(WELL, UNSEEN).verdict();

        assertThat(verdict)
                .isEqualTo(new SecretSummary.Verdict("Unknown", "NotObserved", "1 not seen: unseen: not readable"));
    }

    @Test
    void aFirstValueThatIsOursToMakeHoldsReadinessAndAnExternalOneDoesNot() {
        SecretSummary summary = of(WELL, FIRST, AWAITING);

        assertThat(summary.firstValueMissing().orElseThrow().message())
                .isEqualTo("1 without a value yet: new-key: its first value is being made");
        assertThat(of(WELL, AWAITING, ROTATING, FAILED).firstValueMissing()).isEmpty();
    }

    @Test
    void whatWasNeverSeenHasNoFirstValueYetUnlessAllWasThereOnce() {
        SecretSummary fresh = new SecretSummary(List.of(UNSEEN), Set.of(), false, false);

        assertThat(fresh.firstValueMissing()).isPresent();
        assertThat(of(UNSEEN).firstValueMissing()).isEmpty();
    }

    @Test
    void nothingIsUnderWayWhereNothingIsWritten() {
        assertThat(of(WELL, ROTATING).underWay()).contains("1 being rotated: key");
        assertThat(of(WELL, AWAITING).underWay()).isEmpty();
        assertThat(new SecretSummary(List.of(ROTATING, FIRST), Set.of(), true, true).underWay())
                .isEmpty();
    }
}
