package io.stockade.hint;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.graph.ResourceKind;
import io.stockade.hint.Echo.Place;
import io.stockade.hint.Echo.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Silence is proof where we wrote, and nowhere else. */
class EchoTest {
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-west-1";
    private static final Place PLACE = new Place(ACCOUNT, REGION);
    private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");

    private Instant now = START;
    private final Echo echo = new Echo(() -> now);

    private void pass(int minutes) {
        now = now.plus(Duration.ofMinutes(minutes));
    }

    private void write(int times) {
        for (int time = 0; time < times; time++) {
            echo.wrote(ACCOUNT, REGION, "ec2", "CreateTags");
        }
    }

    /** An event of a call that was made so many minutes ago, whoever made it. */
    private void hear(ResourceKind kind, String region, int minutesAgo, String who) {
        Instant time = now.minus(Duration.ofMinutes(minutesAgo));
        Actor actor = new Actor(who, "", "", "", "", "CreateTags", time, "");
        echo.heard(new Hint(ACCOUNT, region, time, "CreateTags", List.of(new Named(kind, "id")), "", actor));
    }

    private void hear(int minutesAgo) {
        hear(ResourceKind.VPC, REGION, minutesAgo, "arn:aws:iam::111122223333:user/bob");
    }

    @Test
    void whatWasWrittenAndNeverToldIsSilence() {
        write(3);
        pass(29);
        boolean early = echo.silence(PLACE).isPresent();
        pass(1);

        assertThat(early).isFalse();
        assertThat(echo.silence(PLACE)).contains(new Silence(3, START));
    }

    @Test
    void twoThatAreLostAreChance() {
        write(2);
        pass(600);

        assertThat(echo.silence(PLACE)).isEmpty();
    }

    @Test
    void whoWritesNothingKnowsNothing() {
        pass(600);

        assertThat(echo.silence(PLACE)).isEmpty();
    }

    @Test
    void anybodysCallThatIsToldLateEndsIt() {
        write(3);
        pass(45);
        assertThat(echo.silence(PLACE)).isPresent();

        hear(40);

        assertThat(echo.silence(PLACE)).isEmpty();
    }

    /** It was on before, and that it was says nothing of what came later. */
    @Test
    void anOldEventThatComesLateEndsNothing() {
        pass(60);
        write(3);
        pass(45);

        hear(60);

        assertThat(echo.silence(PLACE)).isPresent();
    }

    @Test
    void onlyWhatCameAfterTheLastEventCounts() {
        write(50);
        pass(10);
        hear(1);
        write(2);
        pass(60);
        assertThat(echo.silence(PLACE)).isEmpty();

        write(1);
        pass(30);

        assertThat(echo.silence(PLACE)).contains(new Silence(3, START.plus(Duration.ofMinutes(10))));
    }

    /** They come by the rule, and without a trail. */
    @Test
    void whatInstancesSayOfThemselvesIsNoCall() {
        write(3);
        pass(40);

        hear(ResourceKind.AUTO_SCALING_GROUP, REGION, 0, "");

        assertThat(echo.silence(PLACE)).isPresent();
    }

    @Test
    void anotherPlaceSaysNothing() {
        write(3);
        pass(40);

        hear(ResourceKind.VPC, "us-east-1", 0, "bob");

        assertThat(echo.silence(PLACE)).isPresent();
        assertThat(echo.silence(new Place(ACCOUNT, "us-east-1"))).isEmpty();
        assertThat(echo.silence(new Place("444455556666", REGION))).isEmpty();
    }

    @Test
    void iamIsToldInOneRegionForAll() {
        write(3);
        echo.wrote(ACCOUNT, REGION, "iam", "CreateRole");
        echo.wrote(ACCOUNT, "eu-central-1", "iam", "TagRole");
        echo.wrote(ACCOUNT, REGION, "iam", "DeleteRole");
        pass(40);
        assertThat(echo.silence(Place.iam(ACCOUNT))).isPresent();

        hear(ResourceKind.ROLE, "us-east-1", 0, "bob");

        assertThat(echo.silence(Place.iam(ACCOUNT))).isEmpty();
        assertThat(echo.silence(PLACE)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "lambda, Invoke",
        "iam, CreatePolicy",
        "sts, AssumeRole",
        "sqs, DeleteMessageBatch",
        "sns, Publish",
        "eventbridge, PutEvents"
    })
    void whatNoRuleLetsThroughIsNoProof(String service, String action) {
        for (int time = 0; time < 10; time++) {
            echo.wrote(ACCOUNT, REGION, service, action);
        }
        pass(60);

        assertThat(echo.silence(PLACE)).isEmpty();
        assertThat(echo.silence(Place.iam(ACCOUNT))).isEmpty();
    }

    @Test
    void whoCouldNotListenBeginsAnew() {
        write(3);
        pass(40);
        echo.deaf(PLACE);
        assertThat(echo.silence(PLACE)).isEmpty();

        write(3);
        pass(30);

        assertThat(echo.silence(PLACE)).isPresent();
    }
}
