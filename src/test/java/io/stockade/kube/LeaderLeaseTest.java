package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.kube.FakeLease.Mishap;
import io.stockade.kube.LeaderLease.Role;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who leads, and until when calls may begin. */
class LeaderLeaseTest {
    private static final Duration CALL = Duration.ofSeconds(40);

    private final FakeLease lease = new FakeLease();
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(95).toNanos();
    private Mishap mishap = Mishap.NONE;
    private Duration onTheWay = Duration.ZERO;

    private final LeaderLease first = instance("first");
    private final LeaderLease second = instance("second");

    @Test
    void theFirstThatAsksLeads() {
        Role asked = first.tick();
        Role late = second.tick();

        assertThat(asked).isEqualTo(Role.LEADER);
        assertThat(late).isEqualTo(Role.STANDBY);
        assertThat(first.refusal(CALL)).isEmpty();
        assertThat(first.idle()).isEmpty();
        assertThat(second.refusal(CALL)).contains("this instance stands by; first leads");
    }

    @Test
    void whoLeadsGoesOnAndIsNotOvertaken() {
        first.tick();

        for (int seconds = 0; seconds < 3600; seconds += 2) {
            pass(Duration.ofSeconds(2));
            first.tick();
            second.tick();
            assertThat(first.refusal(CALL)).isEmpty();
        }

        assertThat(second.tick()).isEqualTo(Role.STANDBY);
        assertThat(lease.stored().orElseThrow().version())
                .as("renewed every 10 seconds, no more")
                .isEqualTo("361");
    }

    @Test
    void whoeverDiesIsFollowedWhenTheLeaseHasEnded() {
        first.tick();
        second.tick();
        pass(Duration.ofSeconds(89));
        Role before = second.tick();

        pass(Duration.ofSeconds(1));
        Role after = second.tick();

        assertThat(before).isEqualTo(Role.STANDBY);
        assertThat(after).isEqualTo(Role.LEADER);
        assertThat(lease.stored().orElseThrow().transitions()).isEqualTo(1);
    }

    @Test
    void whoeverResignsIsFollowedAtOnce() {
        first.tick();
        second.tick();

        first.release();

        assertThat(second.tick()).isEqualTo(Role.LEADER);
        assertThat(first.tick()).isEqualTo(Role.DEPOSED);
        assertThat(first.refusal(Duration.ZERO)).contains("this instance leads no more");
    }

    @Test
    void noCallBeginsThatMayOutlastTheLease() {
        first.tick();
        mishap = Mishap.LOST;

        pass(Duration.ofSeconds(44));
        Optional<String> earlier = first.refusal(CALL);
        pass(Duration.ofSeconds(1));
        first.tick();
        Optional<String> later = first.refusal(CALL);

        assertThat(earlier).isEmpty();
        assertThat(later)
                .hasValueSatisfying(
                        why -> assertThat(why).contains("the lease of this instance may end before the call does"));
        assertThat(first.refusal(Duration.ofSeconds(30))).isEmpty();
    }

    @Test
    void whoeverCannotRenewInTimeIsDeposedBeforeAnotherLeads() {
        first.tick();
        second.tick();
        mishap = Mishap.LOST;

        pass(Duration.ofSeconds(85));

        assertThat(first.tick()).isEqualTo(Role.DEPOSED);
        mishap = Mishap.NONE;
        assertThat(first.tick()).as("it never leads again").isEqualTo(Role.DEPOSED);
        assertThat(second.tick()).isEqualTo(Role.STANDBY);
    }

    @Test
    void aSlowAnswerCountsFromTheRequest() {
        onTheWay = Duration.ofSeconds(20);

        first.tick();

        assertThat(first.refusal(Duration.ofSeconds(44))).isEmpty();
        assertThat(first.refusal(Duration.ofSeconds(45))).isPresent();
    }

    @Test
    void aLostReplyIsNoLostLease() {
        first.tick();
        mishap = Mishap.REPLY_LOST;
        pass(Duration.ofSeconds(10));
        first.tick();
        mishap = Mishap.NONE;

        pass(Duration.ofSeconds(2));

        assertThat(first.tick()).isEqualTo(Role.LEADER);
        pass(Duration.ofSeconds(44));
        assertThat(first.refusal(CALL)).isEmpty();
    }

    @Test
    void whoeverLabelsTheLeaseTakesItFromNobody() {
        first.tick();
        lease.write(lease.stored().orElseThrow());

        pass(Duration.ofSeconds(10));

        assertThat(first.tick()).isEqualTo(Role.LEADER);
    }

    @Test
    void aLeaseThatWasTakenAwayOrDeletedIsLost() {
        first.tick();
        lease.delete();

        pass(Duration.ofSeconds(10));

        assertThat(first.tick()).isEqualTo(Role.DEPOSED);
        assertThat(first.refusal(Duration.ZERO)).isPresent();
    }

    @Test
    void aLeaseThatNobodyMayReadIsTold() {
        mishap = Mishap.LOST;

        first.tick();

        assertThat(first.idle()).contains("this instance stands by; the lease can't be asked for: no answer");
    }

    private void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    private LeaderLease instance(String identity) {
        LeaseApi api = lease.over(new FakeLease.Network() {
            @Override
            public Mishap mishap() {
                return mishap;
            }

            @Override
            public void onTheWay() {
                pass(onTheWay);
            }
        });
        return new LeaderLease(LeaderLease.Settings.of(identity), api, () -> nanos);
    }
}
