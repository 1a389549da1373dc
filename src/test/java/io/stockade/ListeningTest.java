package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.call.CallLedger;
import io.stockade.aws.call.CallLog;
import io.stockade.web.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Whoever switched off what brings events is found out by what AWS no longer tells of ourselves. */
class ListeningTest {
    private static final String QUEUE = "https://sqs.eu-west-1.amazonaws.com/111122223333/stockade-events";
    private static final String OF_IAM = "https://sqs.us-east-1.amazonaws.com/111122223333/stockade-events-iam";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2027-01-01T00:00:00Z"));
    private final CallLedger calls = new CallLedger(now::get);
    private final Listening listening = UnheardQueues.to(List.of(QUEUE, OF_IAM), now::get, calls);

    private void write(String service, String action) {
        for (int time = 0; time < 3; time++) {
            calls.wrote(new CallLog.Write("111122223333", "eu-west-1", service, action, "request-" + time));
        }
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(40)));
    }

    private List<String> silent() {
        return listening.measures().stream()
                .filter(measure -> measure.name().equals("stockade.events.silent"))
                .filter(measure -> measure.value() == 1)
                .map(Measure::labels)
                .map(labels -> labels.get("queue") + " " + labels.get("account") + " " + labels.get("region"))
                .toList();
    }

    @Test
    void aRegionIsSilent() {
        write("ec2", "CreateTags");

        assertThat(listening.problems())
                .singleElement()
                .asString()
                .isEqualTo("queue " + QUEUE + " is silent: of 3 calls"
                        + " of ours since 2027-01-01T00:00:00Z no event told, so that changes are found by sweeps only. Somebody"
                        + " may have switched off its rule, or the trail of CloudTrail: 'stockade events status --region"
                        + " eu-west-1' shows the rule");
        assertThat(silent()).containsExactly("stockade-events 111122223333 eu-west-1");
    }

    @Test
    void iamIsSilent() {
        write("iam", "TagRole");

        assertThat(silent()).containsExactly("stockade-events-iam 111122223333 us-east-1");
    }

    @Test
    void nobodyWroteAndNobodyIsSilent() {
        now.updateAndGet(time -> time.plus(Duration.ofDays(7)));

        assertThat(listening.problems()).isEmpty();
        assertThat(silent()).isEmpty();
        assertThat(listening.measures()).hasSize(2);
    }
}
