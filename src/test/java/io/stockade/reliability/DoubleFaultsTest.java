package io.stockade.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two faults in one play, drawn by {@code stockade.faults.seed}: the second one often befalls what is done about the
 * first. As many plays as {@code stockade.faults.doubles} says; a nightly run has more.
 */
@ExtendWith(Hushed.class)
class DoubleFaultsTest {
    private static final int PLAYS = Integer.getInteger("stockade.faults.doubles", 10_000);
    private static final long SEED = Long.getLong("stockade.faults.seed", 20_270_101L);

    @Test
    void endsTheSame() {
        Campaign campaign = new Campaign();
        List<FaultPlan> plans = campaign.doubles(PLAYS, SEED);

        Campaign.Outcome outcome = campaign.play(plans);

        System.out.println("double faults: " + outcome.summary());
        assertThat(plans).hasSize(PLAYS);
        assertThat(outcome.problems()).isEmpty();
    }

    /** What once went wrong. */
    @Test
    void onceMore() {
        Campaign campaign = new Campaign();
        List<FaultPlan> plans = Regressions.PLANS.stream().map(FaultPlan::parse).toList();

        assertThat(campaign.play(plans).problems()).isEmpty();
    }
}
