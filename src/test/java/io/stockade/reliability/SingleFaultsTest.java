package io.stockade.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault, alone, at every moment of every scenario; or each {@code stockade.faults.every}th of these, where they are
 * played on another JDK once more.
 */
@ExtendWith(Hushed.class)
class SingleFaultsTest {
    private static final Campaign CAMPAIGN = new Campaign();
    private static final int EVERY = Integer.getInteger("stockade.faults.every", 1);

    static Stream<Scenario> scenarios() {
        return Scenario.played();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void endsTheSame(Scenario scenario) {
        List<FaultPlan> all = CAMPAIGN.singles(scenario);
        List<FaultPlan> plans = IntStream.range(0, all.size())
                .filter(index -> index % EVERY == 0)
                .mapToObj(all::get)
                .toList();

        Campaign.Outcome outcome = CAMPAIGN.play(plans);

        System.out.println(scenario + ": " + outcome.summary());
        assertThat(outcome.problems()).isEmpty();
    }
}
