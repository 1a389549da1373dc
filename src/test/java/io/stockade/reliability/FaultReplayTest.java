package io.stockade.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Plays the plan that {@code stockade.plan} names; without one, that a play is the same every time. */
@ExtendWith(Hushed.class)
class FaultReplayTest {
    private static final String SOME = "CREATE: REPLY_LOST@30, CRASH_AFTER@60";

    @Test
    void aPlayIsTheSameEveryTime() {
        Campaign campaign = new Campaign();
        FaultPlan plan = FaultPlan.parse(System.getProperty("stockade.plan", SOME));

        Play.Result first = campaign.play(plan);
        Play.Result second = campaign.play(plan);

        System.out.println(first.journal());
        assertThat(first.problems()).isEmpty();
        assertThat(second.moments()).isEqualTo(first.moments());
        assertThat(second.journal()).isEqualTo(first.journal());
    }
}
