package io.stockade.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Stacks on random walks from spec to spec: wherever one stands still, it is as if it had just been made. As many walks
 * as {@code stockade.walks} says, from the seed {@code stockade.walks.seed} on; a nightly run has more.
 */
@ExtendWith(Hushed.class)
class WalksTest {
    private static final int WALKS = Integer.getInteger("stockade.walks", 10);
    private static final int STEPS = Integer.getInteger("stockade.walks.steps", 8);
    private static final long SEED = Long.getLong("stockade.walks.seed", 1);

    private static final String SOME = "groups=described at once; restart with REPLY_LOST@3";

    private final Fresh fresh = new Fresh();

    @Test
    void isAsIfItHadJustBeenMade() {
        List<String> problems = new ArrayList<>();
        int legs = 0;
        int agreed = 0;
        long calls = 0;
        for (long seed = SEED; seed < SEED + WALKS; seed++) {
            Walk walk = Walks.draw(seed, STEPS);
            Walker.Result result = Walker.go(walk, fresh);
            legs += result.legs();
            agreed += result.agreed();
            calls += result.calls();
            if (!result.problems().isEmpty()) {
                problems.add("seed " + seed + ": " + shortest(walk));
            }
        }
        System.out.println("walks: " + WALKS + " of " + STEPS + " steps, stood still " + legs + " times, " + agreed
                + " plans agreed to, " + calls + " calls, against " + fresh.count() + " stacks made anew");
        assertThat(problems).isEmpty();
    }

    private String shortest(Walk walk) {
        Walk shortest = new Shrinking(each -> !Walker.go(each, fresh).problems().isEmpty()).shortest(walk);
        return shortest.replay() + "\n"
                + String.join("\n", Walker.go(shortest, fresh).problems());
    }

    /** Goes the walk that {@code stockade.walk} names. */
    @Test
    void again() {
        Walk walk = Walk.parse(System.getProperty("stockade.walk", SOME));

        Walker.Result result = Walker.go(walk, fresh);

        System.out.println(result.journal());
        assertThat(result.problems()).isEmpty();
        assertThat(Walk.parse(walk.toString())).isEqualTo(walk);
    }

    /** What once went wrong. */
    @Test
    void onceMore() {
        assertThat(Regressions.WALKS)
                .allSatisfy(
                        walk -> assertThat(Walker.go(Walk.parse(walk), fresh).problems())
                                .isEmpty());
    }

    @Test
    void noticesABrokenRule() {
        Walk walk = Walk.parse("links=both-ways; links=ranges");

        Walker.Result result = Walker.go(walk, fresh, Mutant.REVOKE_BEFORE_AUTHORISE);

        assertThat(result.problems()).isNotEmpty();
    }

    @Test
    void findsTheShortestWalkThatGoesWrong() {
        Walk walk = Walk.parse("tags=red; groups=more at once; recreate with THROTTLED@3; tags=blue; restart");

        Walk shortest = new Shrinking(each ->
                        each.toString().contains("recreate") && each.toString().contains("groups=more"))
                .shortest(walk);

        assertThat(shortest).isEqualTo(Walk.parse("groups=more; recreate"));
    }
}
