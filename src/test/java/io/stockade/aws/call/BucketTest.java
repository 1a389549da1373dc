package io.stockade.aws.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cloud.Errand;
import io.stockade.cloud.Errand.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who gets which token, when, on a clock that stands still until it is told to go on. */
class BucketTest {
    private static final Duration WAY = Duration.ofSeconds(55);

    private Instant now = Instant.parse("2026-01-05T10:00:00Z");
    /** Three at once, then one every two seconds. */
    private final Bucket bucket = new Bucket(new BucketSizes.Size(3, 0.5), now);

    private void pass(double seconds) {
        now = now.plusMillis((long) (seconds * 1000));
    }

    private double take(Claim claim) {
        return bucket.take(claim, now).toMillis() / 1000.0;
    }

    private static Claim claim(String stack, String id) {
        return new Claim(Errand.of(stack), "CreateSubnet", "Subnet", id);
    }

    private static Claim repair(String stack, String id) {
        return new Claim(new Errand(stack, Urgency.REPAIR, Instant.MIN, Duration.ZERO), "CreateSubnet", "Subnet", id);
    }

    private static Claim withWay(String stack, String id) {
        return new Claim(new Errand(stack, Urgency.ORDINARY, Instant.MIN, WAY), "CreateSubnet", "Subnet", id);
    }

    private void empty() {
        for (int token = 0; token < 3; token++) {
            take(claim("x/" + token, "first"));
        }
    }

    @Test
    void givesOutWhatIsThereAndThenOneByOne() {
        List<Double> waits = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            waits.add(take(claim("a/a", "subnet-" + number)));
        }
        assertThat(waits).containsExactly(0.0, 0.0, 0.0, 2.0, 4.0, 6.0);
    }

    @Test
    void whoComesBackInTimeGetsTheTokenThatWasKeptForIt() {
        empty();
        assertThat(take(claim("a/a", "1"))).isEqualTo(2);
        pass(2);
        assertThat(take(claim("b/b", "1")))
                .as("there is one, and it is promised")
                .isEqualTo(2);
        pass(1.5);
        assertThat(take(claim("a/a", "1"))).as("late, but within the grace").isZero();
    }

    @Test
    void whoStaysAwayLosesItsPlace() {
        empty();
        take(claim("a/a", "1"));
        take(claim("b/b", "1"));
        pass(12.5);
        assertThat(take(claim("b/b", "1"))).isZero();
        assertThat(take(claim("c/c", "1")))
                .as("nothing is kept for a/a any more")
                .isZero();
    }

    @Test
    void stacksAreServedOneAfterTheOther() {
        empty();
        take(claim("a/a", "1"));
        take(claim("b/b", "1"));
        assertThat(take(claim("a/a", "2"))).as("before b/b, which came later").isEqualTo(4);
        assertThat(take(claim("b/b", "1"))).isEqualTo(6);
    }

    /** In every line of every bucket, whoever came to this one first. */
    @Test
    void whoBeganEarlierIsServedEarlier() {
        empty();
        Errand late = new Errand("a/a", Urgency.ORDINARY, now, Duration.ZERO);
        Errand early = new Errand("b/b", Urgency.ORDINARY, now.minusSeconds(60), Duration.ZERO);
        take(new Claim(late, "CreateSubnet", "Subnet", "1"));

        assertThat(take(new Claim(early, "CreateSubnet", "Subnet", "1"))).isEqualTo(2);
        assertThat(take(new Claim(late, "CreateSubnet", "Subnet", "1"))).isEqualTo(4);
    }

    @Test
    void repairsGoBeforeEverythingElse() {
        empty();
        for (int number = 0; number < 50; number++) {
            take(claim("a/a", "subnet-" + number));
        }
        assertThat(take(repair("z/z", "1"))).isEqualTo(2);
        pass(2);
        assertThat(take(claim("a/a", "subnet-0"))).as("told the same time").isEqualTo(2);
        assertThat(take(repair("z/z", "1"))).isZero();
    }

    @Test
    void whatHasALongWayToGoIsNotLeftForTheEnd() {
        empty();
        Map<String, Double> turns = new TreeMap<>();
        List<Claim> claims = new ArrayList<>();
        for (int stack = 0; stack < 50; stack++) {
            claims.add(claim("s/" + stack, "short"));
            claims.add(withWay("s/" + stack, "long"));
        }
        claims.forEach(this::take);
        claims.forEach(claim -> turns.put(claim.errand().who() + claim.id(), take(claim)));

        assertThat(turns.get("s/0long")).isEqualTo(2);
        assertThat(turns.get("s/0short"))
                .as("the first stack is finished first")
                .isEqualTo(4);
        assertThat(turns.get("s/10short")).isEqualTo(44);
        assertThat(Objects.requireNonNull(turns.get("s/49long")) + WAY.toSeconds())
                .as("nobody waits longer than the calls alone take")
                .isLessThanOrEqualTo(200);
        assertThat(turns.get("s/49short")).isEqualTo(200);
    }

    @Test
    void learnsThatAwsAllowsLessAndForgetsItSlowly() {
        bucket.throttled("RequestLimitExceeded", now);
        pass(1);
        double shut = take(claim("a/a", "1"));
        assertThat(shut).as("0.35 tokens a second instead of 0.5").isBetween(2.85, 2.86);
        served(2);
        assertThat(takeAll())
                .as("0.4 a second: a tenth of all came back in a minute")
                .isBetween(2.49, 2.51);
        served(10);
        assertThat(takeAll()).isEqualTo(2);
    }

    private void served(int halfMinutes) {
        for (int half = 0; half < halfMinutes; half++) {
            pass(30);
            bucket.served(now);
        }
    }

    @Test
    void callsThatWereUnderWayWhenOneWasThrottledSayNothingNew() {
        assertThat(bucket.throttled("RequestLimitExceeded", now)).isEqualTo(Duration.ofSeconds(1));
        pass(0.2);
        assertThat(bucket.throttled("RequestLimitExceeded", now)).isEqualTo(Duration.ofMillis(800));
        pass(0.8);
        assertThat(take(claim("a/a", "1"))).as("once less, not twice").isBetween(2.85, 2.86);
    }

    /** Takes what is there, and tells how long the next token takes. */
    private double takeAll() {
        pass(100);
        double wait = 0;
        for (int token = 0; wait == 0; token++) {
            wait = take(claim("t/" + now, "" + token));
        }
        return wait;
    }
}
