package io.stockade.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cloud.SecretStore;
import io.stockade.cloud.SecretStore.StepAnswer;
import io.stockade.graph.SecretDuty;
import io.stockade.graph.SecretDuty.Rotation;
import io.stockade.graph.SecretDuty.Strategy;
import io.stockade.graph.ValueRecipe;
import io.stockade.rotation.FakeStore;
import io.stockade.rotation.RotationNews;
import io.stockade.rotation.SecretHealth.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is done about what was left pending, refused, edited, held or asked for, and what is told of it. */
class RotationRulesTest {
    private static final String HOOKS = "arn:aws:lambda:eu-west-1:111122223333:function:hooks";
    private static final String DAILY = "cron(0 3 * * ? *)";
    private static final Instant DUE = Instant.parse("2027-01-01T03:00:00Z");

    private final RotationLab lab = new RotationLab();
    private final FakeStore store = new FakeStore();

    private void declare(@Nullable Rotation rotation) {
        SecretDuty duty = new SecretDuty(RotationLab.address("key"), "key", new ValueRecipe.Text(16, "/"), rotation);
        if (lab.duties.isEmpty()) {
            lab.add(duty, store);
        } else {
            lab.duties.put("key", duty);
        }
    }

    private static Rotation generated(String schedule, @Nullable String hooks) {
        return new Rotation(Strategy.GENERATED, schedule, Duration.ofHours(2), hooks);
    }

    private static Rotation lambda() {
        return new Rotation(Strategy.LAMBDA, "rate(30 days)", Duration.ofHours(2), null);
    }

    private void pass() {
        lab.list("key", store.trueLabels(), null, null);
        lab.pass();
        lab.list("key", store.trueLabels(), null, null);
    }

    /** Passes whenever one is due, and every ten minutes. */
    private void live(Duration length) {
        Instant end = lab.now.plus(length);
        while (lab.now.isBefore(end)) {
            lab.list("key", store.trueLabels(), null, null);
            Instant sweep = lab.now.plus(Duration.ofMinutes(10));
            Instant wake = lab.pass().orElse(sweep);
            Instant next = wake.isBefore(sweep) ? wake : sweep;
            lab.now = next.isAfter(lab.now) ? next : lab.now.plusSeconds(1);
        }
        pass();
    }

    private void liveUntil(Instant end) {
        live(Duration.between(lab.now, end));
    }

    /** A secret with its first value, which is in use. */
    private void begin(@Nullable Rotation rotation) {
        declare(rotation);
        pass();
        store.counterpart.set(String.valueOf(store.value(store.labelled(SecretStore.CURRENT))));
    }

    private List<String> told() {
        return lab.news.stream().map(news -> news.what().toString()).toList();
    }

    @Test
    void theFirstValueIsCurrentAtOnce() {
        begin(null);

        assertThat(store.trueLabels().keySet()).containsExactly(SecretStore.CURRENT);
        assertThat(lab.health("key").state()).isEqualTo(State.CURRENT);
        assertThat(lab.health("key").lastRotation()).isEqualTo(RotationLab.START);
        assertThat(told()).containsExactly("RotationBegan", "Rotated");
        assertThat(lab.guarded).as("asked whose account it is before writing").isEqualTo(1);
    }

    @Test
    void anExternalSecretAwaitsItsValueAndIsNeverWritten() {
        lab.add(new SecretDuty(RotationLab.address("key"), "key", new ValueRecipe.External(), null), store);
        lab.requests.put("key", "now");

        live(Duration.ofDays(3));

        assertThat(store.trueLabels()).isEmpty();
        assertThat(lab.health("key").state()).isEqualTo(State.AWAITING_VALUE);
        assertThat(told()).containsExactly("AwaitingValue");
        store.plant("by-hand", "value", SecretStore.CURRENT);
        pass();
        assertThat(lab.health("key").state()).isEqualTo(State.CURRENT);
        assertThat(store.currents).containsExactly("by-hand");
    }

    @Test
    void whatSomebodyLeftPendingIsCleanedAfterAnHourWhereNobodySetsValues() {
        begin(generated(DAILY, null));
        store.plant("stray", "value", SecretStore.PENDING);

        live(Duration.ofMinutes(50));
        String before = store.labelled(SecretStore.PENDING);
        live(Duration.ofMinutes(20));

        assertThat(before).isEqualTo("stray");
        assertThat(store.labelled(SecretStore.PENDING)).isNull();
        assertThat(store.currents).hasSize(1);
        assertThat(told()).endsWith("PendingCleaned");
    }

    @Test
    void whatSomebodyLeftPendingGoesBeforeANewOneBegins() {
        begin(generated(DAILY, null));
        liveUntil(DUE.minusSeconds(60));
        store.plant("stray", "value", SecretStore.PENDING);

        live(Duration.ofMinutes(32));

        assertThat(store.labelled(SecretStore.PENDING)).isNull();
        assertThat(store.currents).hasSize(2).doesNotContain("stray");
    }

    @Test
    void aPendingLoginThatWorksIsFinished() {
        begin(generated(DAILY, HOOKS));
        store.plant("stray", "value", SecretStore.PENDING);
        store.counterpart.set("value");

        live(Duration.ofMinutes(20));

        assertThat(store.labelled(SecretStore.CURRENT)).isEqualTo("stray");
        assertThat(store.labelled(SecretStore.PENDING)).isNull();
    }

    @Test
    void aPendingLoginIsGivenUpWhereTheCurrentOneWorks() {
        begin(generated(DAILY, HOOKS));
        store.plant("stray", "value", SecretStore.PENDING);

        live(Duration.ofMinutes(20));

        assertThat(store.currents).hasSize(1);
        assertThat(store.labelled(SecretStore.PENDING)).isNull();
    }

    @Test
    void bothAreKeptWhereNeitherLoginWorks() {
        begin(generated(DAILY, HOOKS));
        store.plant("stray", "value", SecretStore.PENDING);
        store.counterpart.set("changed by hand");

        live(Duration.ofHours(12));

        assertThat(store.labelled(SecretStore.PENDING)).isEqualTo("stray");
        assertThat(store.currents).hasSize(1);
        assertThat(lab.health("key").state()).isEqualTo(State.FAILED);
        assertThat(lab.health("key").reason()).isEqualTo("LoginRefused");
        assertThat(lab.health("key").message()).contains("both are kept");
        store.counterpart.set("value");
        live(Duration.ofHours(2));
        assertThat(store.labelled(SecretStore.CURRENT)).as("failures never end").isNotEqualTo(store.currents.get(0));
        assertThat(lab.health("key").state()).isEqualTo(State.CURRENT);
    }

    @Test
    void aStrangersPendingVersionDoesNotCostTheLabelOfOneThatMayBeInUse() {
        begin(generated(DAILY, HOOKS));
        store.functionSays = StepAnswer.UNREACHABLE;
        liveUntil(DUE.plus(Duration.ofHours(1)));
        String ours = store.labelled(SecretStore.PENDING);
        store.plant("stray", "value", SecretStore.PENDING);
        store.functionSays = null;

        live(Duration.ofHours(3));

        assertThat(store.labelled(SecretStore.PENDING)).isEqualTo("stray");
        assertThat(store.currents).hasSize(1);
        assertThat(lab.health("key").reason()).isEqualTo("OtherPending");
        assertThat(lab.health("key").message()).contains("stray", String.valueOf(ours));
        store.move(RotationLab.arn("key"), SecretStore.PENDING, null, "stray");
        live(Duration.ofHours(2));
        assertThat(store.labelled(SecretStore.CURRENT)).isEqualTo(ours);
    }

    @Test
    void aFunctionThatCannotBeReachedIsToldFromARefusedLogin() {
        begin(generated(DAILY, HOOKS));
        store.functionSays = StepAnswer.UNREACHABLE;
        liveUntil(DUE.plus(Duration.ofHours(8)));
        String reason = lab.health("key").reason();
        int attempts = lab.health("key").attempt();
        store.functionSays = StepAnswer.LOGIN_REFUSED;
        live(Duration.ofHours(2));
        String then = lab.health("key").reason();
        store.functionSays = null;

        live(Duration.ofHours(2));

        assertThat(reason).isEqualTo("Unreachable");
        assertThat(attempts).isGreaterThan(5).isLessThan(25);
        assertThat(then).isEqualTo("LoginRefused");
        assertThat(lab.health("key").state()).isEqualTo(State.CURRENT);
        assertThat(store.currents).hasSize(2);
        assertThat(lab.events.stream().filter(event -> event.reason().equals("RotationFailed")))
                .as("the first of them at once, and no other")
                .hasSize(1)
                .allMatch(event -> event.type().equals("Warning"));
        assertThat(lab.news.stream().filter(news -> news.what() == RotationNews.What.FAILED))
                .hasSizeGreaterThan(5);
    }

    @Test
    void aValueThatIsNeverAcceptedIsReplacedByAnotherOnceItIsCertainlyNotInUse() {
        begin(generated(DAILY, HOOKS));
        // It lets no new value in, and the old one works.
        store.functionSays = StepAnswer.LOGIN_REFUSED;
        liveUntil(DUE.plus(Duration.ofHours(3)));
        String first = store.labelled(SecretStore.PENDING);
        store.functionSays = null;
        store.refuse(first);

        live(Duration.ofHours(4));

        assertThat(store.labelled(SecretStore.CURRENT)).isNotEqualTo(first);
        assertThat(store.currents).hasSize(2);
        assertThat(lab.health("key").state()).isEqualTo(State.CURRENT);
        assertThat(store.counterpart.admits(store.value(store.labelled(SecretStore.CURRENT))))
                .isTrue();
    }

    @Test
    void aValueThatMayStillBeSetKeepsItsLabelThoughTheOldOneWorks() {
        begin(generated(DAILY, HOOKS));
        store.functionSays = StepAnswer.UNREACHABLE;
        while (lab.now.isBefore(DUE.plus(Duration.ofHours(2))) && store.labelled(SecretStore.PENDING) == null) {
            live(Duration.ofMinutes(1));
        }
        live(Duration.ofMinutes(2));
        String slow = store.labelled(SecretStore.PENDING);
        store.functionSays = null;
        store.refuse(slow);
        live(Duration.ofMinutes(10));
        String then = store.labelled(SecretStore.PENDING);
        // What a function was told to do a while ago, it does now.
        store.counterpart.set(String.valueOf(store.value(slow)));

        live(Duration.ofHours(3));

        assertThat(then).isEqualTo(slow);
        assertThat(store.labelled(SecretStore.CURRENT)).isEqualTo(slow);
        assertThat(lab.health("key").state()).isEqualTo(State.CURRENT);
    }

    @Test
    void afterALossOfMemoryNoLoginIsChangedWhileAwsMayNotShowWhatIsInUse() {
        begin(generated(DAILY, HOOKS));
        liveUntil(DUE.plus(Duration.ofHours(3)));
        lab.now = DUE.plus(Duration.ofDays(1)).plus(Duration.ofHours(1));
        store.plant("in-use", "value", SecretStore.PENDING);
        store.counterpart.set("value");
        List<String> unlabelled = new ArrayList<>();
        store.watch(() -> noteUnlabelled(unlabelled));
        lab.forgetEverything();
        store.lag(1);

        for (int seconds = 0; seconds < 290; seconds += 10) {
            lab.list("key", store.labels(RotationLab.arn("key")), null, null);
            lab.pass();
            lab.now = lab.now.plusSeconds(10);
        }

        assertThat(unlabelled).isEmpty();
        assertThat(store.labelled(SecretStore.PENDING)).isEqualTo("in-use");
        store.lag(0);
        live(Duration.ofHours(1));
        assertThat(unlabelled).isEmpty();
        assertThat(store.currents).as("then what is due is served").hasSize(4).contains("in-use");
    }

    private void noteUnlabelled(List<String> unlabelled) {
        boolean kept = store.trueLabels().values().stream()
                .anyMatch(version -> store.counterpart.admits(store.value(version)));
        if (!kept) {
            unlabelled.add("the credential in use has no label: " + store.trueLabels());
        }
    }

    @Test
    void aValueThatAppearedMeanwhileIsNotOverwrittenByAFirstOne() {
        declare(generated(DAILY, null));
        store.plant("by-hand", "value", SecretStore.CURRENT);

        // Lists show it empty.
        lab.pass();

        assertThat(store.currents).containsExactly("by-hand");
        pass();
        assertThat(lab.health("key").state()).isEqualTo(State.CURRENT);
        assertThat(store.currents).containsExactly("by-hand");
    }

    @Test
    void aSecretThatWasMadeAnewMeanwhileGetsAFirstValueAndNoRotation() {
        begin(generated(DAILY, HOOKS));
        FakeStore anew = new FakeStore();
        lab.stores.put(RotationLab.arn("key"), anew);
        lab.now = DUE.plus(Duration.ofHours(2));

        // Lists show the one that was there before.
        lab.pass();

        assertThat(anew.trueLabels()).isEmpty();
        lab.list("key", anew.trueLabels(), null, null);
        lab.pass();
        assertThat(anew.trueLabels()).containsOnlyKeys(SecretStore.CURRENT);
    }

    @Test
    void whileHeldNothingIsWrittenAndHealthSaysSo() {
        begin(generated(DAILY, null));
        lab.hold = "paused: freeze";

        liveUntil(DUE.plus(Duration.ofHours(4)));

        assertThat(store.currents).hasSize(1);
        assertThat(lab.health("key").state()).isEqualTo(State.OVERDUE);
        assertThat(lab.health("key").message()).contains("paused: freeze");
        lab.hold = null;
        live(Duration.ofMinutes(1));
        assertThat(store.currents).as("made up, once").hasSize(2);
        assertThat(lab.health("key").state()).isEqualTo(State.CURRENT);
    }

    @Test
    void aRequestIsServedOnceThoughItStands() {
        begin(null);
        lab.requests.put("key", "2027-01-01T00:10:00Z");
        live(Duration.ofDays(2));
        int one = store.currents.size();
        lab.forgetEverything();
        live(Duration.ofDays(2));
        int same = store.currents.size();
        long rotated = told().stream().filter("Rotated"::equals).count();
        lab.requests.put("key", "2027-01-05T00:00:00Z");

        live(Duration.ofDays(2));

        assertThat(one).isEqualTo(2);
        assertThat(same).isEqualTo(2);
        assertThat(rotated).as("nothing is told of it twice either").isEqualTo(2);
        assertThat(store.currents).hasSize(3);
    }

    @Test
    void anotherScheduleCountsFromTheEditOn() {
        begin(generated(DAILY, null));
        liveUntil(DUE.plus(Duration.ofHours(3)));
        declare(generated("cron(0 5 * * ? *)", null));
        live(Duration.ofHours(1));
        int edited = store.currents.size();

        liveUntil(DUE.plus(Duration.ofDays(1)).plus(Duration.ofHours(3)));

        assertThat(edited).as("five o'clock has passed when it was declared").isEqualTo(2);
        assertThat(store.currents).hasSize(3);
        assertThat(lab.health("key").nextRotation()).isEqualTo(Instant.parse("2027-01-03T05:00:00Z"));
    }

    @Test
    void whatWasDueByTheOldScheduleIsServedAllTheSame() {
        begin(generated(DAILY, null));
        lab.now = DUE.plus(Duration.ofMinutes(10));
        declare(generated("rate(100 days)", null));

        live(Duration.ofHours(1));

        assertThat(store.currents).hasSize(2);
        assertThat(lab.remembered("key").served()).isEqualTo(DUE);
        assertThat(lab.remembered("key").schedule()).isEqualTo("rate(100 days)");
    }

    @Test
    void aRotationThatIsRemovedAndAddedBeginsAnew() {
        begin(generated(DAILY, null));
        liveUntil(DUE.minusSeconds(600));
        declare(null);
        live(Duration.ofDays(3).plus(Duration.ofHours(5)));
        int without = store.currents.size();
        declare(generated(DAILY, null));
        live(Duration.ofMinutes(30));
        int added = store.currents.size();

        live(Duration.ofDays(1));

        assertThat(without).isEqualTo(1);
        assertThat(added).as("nothing was missed while there was none").isEqualTo(1);
        assertThat(store.currents).hasSize(2);
    }

    @Test
    void afterWeeksOfSilenceOneTimeIsMadeUp() {
        begin(generated(DAILY, null));
        lab.now = lab.now.plus(Duration.ofDays(40)).plus(Duration.ofHours(12));

        live(Duration.ofHours(2));

        assertThat(store.currents).hasSize(2);
        assertThat(lab.health("key").nextRotation()).isEqualTo(Instant.parse("2027-02-11T03:00:00Z"));
    }

    @Test
    void whatAwsLeftPendingForAnHourHasFailedAndIsTriedAgainEveryHour() {
        begin(lambda());
        store.plant("by-aws", "other/value", SecretStore.PENDING);
        live(Duration.ofMinutes(50));
        State before = lab.health("key").state();

        live(Duration.ofHours(3));

        assertThat(before).isEqualTo(State.ROTATING);
        assertThat(lab.health("key").state()).isEqualTo(State.FAILED);
        assertThat(lab.health("key").reason()).isEqualTo("LeftPending");
        assertThat(store.rotations).hasSize(3).containsOnly("by-aws");
        store.move(RotationLab.arn("key"), SecretStore.PENDING, null, "by-aws");
        live(Duration.ofMinutes(1));
        assertThat(lab.health("key").state()).isEqualTo(State.CURRENT);
    }

    @Test
    void whatAwsDoesNotRotateIsOverdue() {
        begin(lambda());
        Instant next = Instant.parse("2027-01-31T00:00:00Z");
        lab.list("key", store.trueLabels(), RotationLab.START, next);
        lab.now = next.plus(Duration.ofHours(3)).minusSeconds(1);
        lab.pass();
        State before = lab.health("key").state();
        lab.now = next.plus(Duration.ofHours(3));

        lab.pass();

        assertThat(before).isEqualTo(State.CURRENT);
        assertThat(lab.health("key").state()).isEqualTo(State.OVERDUE);
        assertThat(lab.health("key").nextRotation()).isEqualTo(next);
    }

    @Test
    void whoStopsLettingAwsRotateInheritsWhatItLeft() {
        begin(lambda());
        store.plant("by-aws", "value", SecretStore.PENDING);
        pass();
        declare(generated(DAILY, HOOKS));

        live(Duration.ofMinutes(30));

        assertThat(store.labelled(SecretStore.PENDING)).isNull();
        assertThat(store.currents).hasSize(1);
    }

    @Test
    void aSecretThatIsNotThereIsUnknown() {
        declare(generated(DAILY, null));
        lab.listed.clear();

        lab.pass();

        assertThat(lab.health("key").state()).isEqualTo(State.UNKNOWN);
        assertThat(lab.health("key").reason()).isEqualTo("NotThere");
        assertThat(lab.secrets()).isEqualTo(new TreeMap<>());
    }

    @Test
    void whatPeopleAskIsReadFromTheAnnotation() {
        assertThat(RotateRequests.parse(" orders-db = 2027-01-01T00:00:00Z , key=again,nothing,=x,y="))
                .containsOnlyKeys("orders-db", "key")
                .containsEntry("orders-db", "2027-01-01T00:00:00Z");
    }
}
