package io.stockade.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Faults at every moment of every scenario, alone and in pairs. It is one class, so that one process plays them all: what it
 * costs to compile the engine for so many plays is paid once.
 */
@ExtendWith(Hushed.class)
class FaultsTest {
    /** Each so manieth of the single faults is played: fewer of them where they are played on another JDK once more. */
    private static final int EVERY = Integer.getInteger("stockade.faults.every", 1);

    private static final int PAIRS = Integer.getInteger("stockade.faults.doubles", 10_000);
    private static final long SEED = Long.getLong("stockade.faults.seed", 20_270_101L);
    private static final Campaign CAMPAIGN = new Campaign();
    private static final Map<Scenario, List<FaultPlan>> SINGLES = CAMPAIGN.singles();

    static Stream<Scenario> scenarios() {
        return Scenario.played();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aloneEachEndsTheSame(Scenario scenario) {
        List<FaultPlan> all = SINGLES.getOrDefault(scenario, List.of());
        List<FaultPlan> plans = IntStream.range(0, all.size())
                .filter(index -> index % EVERY == 0)
                .mapToObj(all::get)
                .toList();

        Campaign.Outcome outcome = CAMPAIGN.play(plans);

        System.out.println(scenario + ": " + outcome.summary());
        assertThat(all).isNotEmpty();
        assertThat(outcome.problems()).isEmpty();
    }

    /** Drawn by a seed: the second one often befalls what is done about the first. */
    @Test
    void inPairsTheyEndTheSame() {
        List<FaultPlan> plans = Campaign.doubles(SINGLES, PAIRS, SEED);

        Campaign.Outcome outcome = CAMPAIGN.play(plans);

        System.out.println("pairs: " + outcome.summary());
        assertThat(plans).hasSize(PAIRS);
        assertThat(outcome.problems()).isEmpty();
    }

    /** What once went wrong. */
    @Test
    void onceMore() {
        List<FaultPlan> plans = Regressions.PLANS.stream().map(FaultPlan::parse).toList();

        assertThat(CAMPAIGN.play(plans).problems()).isEmpty();
    }
}
