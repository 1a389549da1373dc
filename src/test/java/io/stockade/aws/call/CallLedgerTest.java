package io.stockade.aws.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cloud.CallCount;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Every call is counted once, for an hour, and never takes more room than that. */
class CallLedgerTest {
    private static final String STACK = "payments/orders";

    private Instant now = Instant.parse("2026-01-05T10:00:30Z");
    private final CallLedger ledger = new CallLedger(() -> now);

    private void called(String who, String action, String outcome) {
        ledger.called("111122223333", "eu-west-1", who, action, outcome);
    }

    @Test
    void outcomesAreToldApart() {
        called(STACK, "CreateSubnet", CallLog.OK);
        called(STACK, "CreateSubnet", CallLog.HELD);
        called(STACK, "CreateSubnet", CallLog.THROTTLED);
        called(STACK, "CreateSubnet", "denied");
        called(STACK, "DescribeVpcs", CallLog.OK);
        called("shared", "DescribeVpcs", CallLog.OK);

        assertThat(ledger.lastHour(STACK)).isEqualTo(new CallCount(4, 3, 1, 1, 1));
        assertThat(ledger.lastHour("shared")).isEqualTo(new CallCount(1, 0, 0, 0, 0));
        assertThat(ledger.sent()).isEqualTo(5);
        assertThat(ledger.writes()).isEqualTo(3);
        assertThat(ledger.lastHour())
                .extracting(line ->
                        line.who() + " " + line.action() + " " + line.count().sent())
                .containsExactly(STACK + " CreateSubnet 3", STACK + " DescribeVpcs 1", "shared DescribeVpcs 1");
    }

    @Test
    void anHourLaterOnlyTheTotalsKnow() {
        called(STACK, "CreateSubnet", CallLog.OK);
        now = now.plus(Duration.ofMinutes(59));
        called(STACK, "CreateVpc", CallLog.OK);
        assertThat(ledger.lastHour(STACK).sent()).isEqualTo(2);

        now = now.plus(Duration.ofMinutes(1));

        assertThat(ledger.lastHour(STACK).sent()).isEqualTo(1);
        assertThat(ledger.totals()).containsValue(1L).hasSize(2);
    }

    @Test
    void manyStacksInOneMinuteAreNoLongerToldApart() {
        for (int stack = 0; stack < 10_000; stack++) {
            called("many/" + stack, "CreateVpc", CallLog.OK);
        }

        assertThat(ledger.lastHour()).hasSizeLessThan(5_000);
        assertThat(ledger.lastHour().stream()
                        .mapToLong(line -> line.count().sent())
                        .sum())
                .isEqualTo(10_000);
        assertThat(ledger.lastHour(CallLedger.OTHERS).sent()).isEqualTo(6_000);
    }
}
