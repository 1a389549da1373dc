package io.stockade.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reply of each call that makes something is lost, and AWS shows it late: nothing is made twice, nothing is left. */
@ExtendWith(Hushed.class)
class LostCreationsTest {
    private static final Campaign CAMPAIGN = new Campaign();

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 20, 60, 180, 300})
    void makeNothingTwice(long secondsBehind) {
        Duration lag = Duration.ofSeconds(secondsBehind);
        List<FaultPlan> plans = Stream.of(
                        Scenario.CREATE,
                        Scenario.ADD_ENDPOINT,
                        Scenario.NAT_INSTANCE,
                        Scenario.NAT_GATEWAY,
                        Scenario.SECRETS)
                .flatMap(scenario -> CAMPAIGN.lostCreations(scenario, lag).stream())
                .toList();

        Campaign.Outcome outcome = CAMPAIGN.play(plans);

        System.out.println("lost creations, reads behind by " + secondsBehind + " s: " + outcome.summary());
        assertThat(outcome.problems()).isEmpty();
    }
}
