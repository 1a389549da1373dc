package io.stockade.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.status.StackStatus.SecretEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The engine is woken once for each time that came, by its own clock, even if beats were dropped. */
class RotationHeartbeatTest {
    private static final Instant DUE = Instant.parse("2027-01-03T03:00:00Z");

    private final Map<String, List<SecretEntry>> secrets = new TreeMap<>();
    private final List<Trigger> triggers = new ArrayList<>();
    private Instant now = DUE.minusSeconds(2);
    private final RotationHeartbeat heartbeat =
            new RotationHeartbeat(() -> now, stack -> secrets.getOrDefault(stack, List.of()), triggers::add);

    private static SecretEntry secret(String strategy, Instant next) {
        return new SecretEntry("key", "", strategy, "Current", "", "", "", 0, null, next.toString(), Map.of());
    }

    private void beatEverySecond(int seconds) {
        for (int second = 0; second < seconds; second++) {
            heartbeat.beat(List.of("default/a", "default/b"));
            now = now.plusSeconds(1);
        }
    }

    @Test
    void eachTimeWakesItsStackOnce() {
        secrets.put("default/a", List.of(secret("Generated", DUE)));
        beatEverySecond(10);
        secrets.put("default/a", List.of(secret("Generated", DUE.plusSeconds(20))));

        beatEverySecond(60);

        assertThat(triggers)
                .containsExactly(
                        new Trigger("default/a", Trigger.Reason.RETRY, DUE),
                        new Trigger("default/a", Trigger.Reason.RETRY, DUE.plusSeconds(20)));
    }

    @Test
    void aDroppedBeatIsMadeUp() {
        secrets.put("default/b", List.of(secret("Generated", DUE)));
        now = DUE.plusSeconds(3600);

        beatEverySecond(2);

        assertThat(triggers).containsExactly(new Trigger("default/b", Trigger.Reason.RETRY, DUE.plusSeconds(3600)));
    }

    @Test
    void whatAwsRotatesIsLeftToAws() {
        secrets.put("default/a", List.of(secret("Lambda", DUE)));

        beatEverySecond(10);

        assertThat(triggers).isEmpty();
    }
}
