package io.stockade.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault, alone, at every moment of every scenario. */
@ExtendWith(Hushed.class)
class SingleFaultsTest {
    private static final Campaign CAMPAIGN = new Campaign();

    static Stream<Scenario> scenarios() {
        return Scenario.played();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void endsTheSame(Scenario scenario) {
        List<FaultPlan> plans = CAMPAIGN.singles(scenario);

        Campaign.Outcome outcome = CAMPAIGN.play(plans);

        System.out.println(scenario + ": " + outcome.summary());
        assertThat(outcome.problems()).isEmpty();
    }
}
