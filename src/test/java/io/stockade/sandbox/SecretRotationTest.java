package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.ACCOUNT;
import static io.stockade.sandbox.Sandboxes.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.sandbox.counterpart.Counterpart;
import io.stockade.sandbox.counterpart.Login;
import io.stockade.sandbox.functions.FunctionException;
import io.stockade.sandbox.functions.Invocation;
import io.stockade.sandbox.functions.RotationFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;

/** What Secrets Manager does by its own clock: it invokes the function, step by step, and again if that fails. */
class SecretRotationTest {
    private static final String NAME = "/prod/orders/db";
    private static final String HOST = "db.internal";
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:rotate-db";
    private static final String TOKEN = "a".repeat(32);

    private final Sandbox sandbox = Sandboxes.create();
    private final SecretsManagerClient secrets = sandbox.secretsManager(ACCOUNT, REGION);
    private final Counterpart databases = sandbox.counterpart(ACCOUNT, REGION);
    private final List<String> steps = new ArrayList<>();

    @BeforeEach
    void create() {
        sandbox.functions().register(FUNCTION, new RotationFunction());
        secrets.createSecret(request -> request.name(NAME).secretString(stored("app", "old", "")));
        databases.database(HOST);
        databases.user(HOST, "app", "old");
    }

    private static String stored(String user, String password, String more) {
        return "{\"engine\":\"postgres\",\"host\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"%s}"
                .formatted(HOST, user, password, more);
    }

    private void rotate(String schedule, boolean immediately) {
        secrets.rotateSecret(request -> request.secretId(NAME)
                .clientRequestToken(TOKEN)
                .rotationLambdaARN(FUNCTION)
                .rotateImmediately(immediately)
                .rotationRules(rules -> rules.scheduleExpression(schedule)));
    }

    private DescribeSecretResponse shown() {
        return secrets.describeSecret(request -> request.secretId(NAME));
    }

    private void pass(Duration time) {
        sandbox.time().pause(time);
        shown();
    }

    private String value(String field) {
        String stored =
                secrets.getSecretValue(request -> request.secretId(NAME)).secretString();
        return stored.replaceFirst(".*\"" + field + "\":\"([^\"]*)\".*", "$1");
    }

    private Login login() {
        return databases.login(HOST, value("username"), value("password"));
    }

    private String note(Invocation invocation) {
        steps.add(invocation.field("Step"));
        assertThat(invocation.field("SecretId")).isEqualTo(shown().arn());
        return "null";
    }

    @Test
    void aSingleUsersPasswordIsChangedInFourSteps() {
        rotate("rate(30 days)", true);

        pass(Duration.ofMinutes(1));

        assertThat(value("password")).isNotEqualTo("old").hasSize(32);
        assertThat(login()).isEqualTo(Login.OK);
        assertThat(databases.login(HOST, "app", "old")).isEqualTo(Login.WRONG_PASSWORD);
        assertThat(shown().versionIdsToStages().get(TOKEN)).containsExactly("AWSCURRENT", "AWSPENDING");
        assertThat(shown().lastRotatedDate()).isAfter(Sandboxes.START);
        assertThat(shown().nextRotationDate()).isEqualTo(Instant.parse("2026-02-05T00:00:00Z"));
        assertThat(sandbox.journal().entries(entry -> entry.principal().equals("rotate-db")))
                .extracting(JournalEntry::action)
                .contains("PutSecretValue", "UpdateSecretVersionStage");
    }

    @Test
    void twoUsersAlternateAndTheOneBeforeStaysValid() {
        String admin = secrets.createSecret(request -> request.name("admin").secretString(stored("admin", "root", "")))
                .arn();
        databases.admin(HOST, "admin", "root");
        secrets.putSecretValue(request ->
                request.secretId(NAME).secretString(stored("app", "old", ",\"masterarn\":\"" + admin + "\"")));

        rotate("rate(1 day)", true);
        pass(Duration.ofMinutes(1));

        assertThat(value("username")).isEqualTo("app_clone");
        assertThat(login()).isEqualTo(Login.OK);
        assertThat(databases.login(HOST, "app", "old")).isEqualTo(Login.OK);
        pass(Duration.between(sandbox.time().now(), Instant.parse("2026-01-07T00:00:00Z")));
        assertThat(value("username")).isEqualTo("app");
        assertThat(login()).isEqualTo(Login.OK);
    }

    @Test
    void scheduledOnesComeWithinTheirWindow() {
        sandbox.functions().register(FUNCTION, this::note);
        rotate("cron(0 8 * * ? *)", false);
        pass(Duration.ofMinutes(1));
        assertThat(steps).containsExactly("testSecret");
        assertThat(shown().versionIdsToStages()).hasSize(1);
        assertThat(shown().lastRotatedDate()).isNull();
        assertThat(shown().nextRotationDate()).isEqualTo("2026-01-07T00:00:00Z");

        pass(Duration.between(sandbox.time().now(), Instant.parse("2026-01-06T07:59:59Z")));
        assertThat(steps).hasSize(1);
        pass(Duration.ofHours(16));

        assertThat(steps).containsSubsequence("createSecret", "setSecret", "testSecret", "finishSecret");
    }

    @Test
    void whatFailsIsTriedAgainWithTheSameTokenAndLeavesPendingBehind() {
        sandbox.functions().register(FUNCTION, invocation -> {
            steps.add(invocation.field("ClientRequestToken"));
            throw FunctionException.error("ValueError", "no");
        });
        rotate("rate(30 days)", true);

        pass(Duration.ofDays(2));

        int tries = steps.size();
        assertThat(steps).hasSizeGreaterThan(5).containsOnly(TOKEN);
        assertThat(shown().versionIdsToStages().get(TOKEN)).containsExactly("AWSPENDING");
        assertThat(secrets.listSecretVersionIds(request -> request.secretId(NAME))
                        .versions())
                .as("a version without value")
                .hasSize(1);
        assertThat(shown().lastRotatedDate()).isNull();
        assertThatThrownBy(() ->
                        secrets.rotateSecret(request -> request.secretId(NAME).clientRequestToken("b".repeat(32))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("A previous rotation isn't complete. That rotation will be reattempted.");
        pass(Duration.ofDays(2));
        assertThat(steps).as("given up").hasSize(tries);
        pass(Duration.ofDays(30));
        assertThat(steps).as("until the next window").hasSizeGreaterThan(tries).containsOnly(TOKEN);
        assertThat(shown().nextRotationDate()).isBefore(sandbox.time().now());
    }

    @Test
    void anUnreachableDatabaseIsATimeoutAndIsRotatedOnceItIsBack() {
        databases.reachable(HOST, false);
        rotate("rate(30 days)", true);
        pass(Duration.ofMinutes(5));
        assertThat(value("password")).isEqualTo("old");
        assertThat(databases.login(HOST, "app", "old")).isEqualTo(Login.UNREACHABLE);

        databases.reachable(HOST, true);
        pass(Duration.ofHours(1));

        assertThat(value("password")).isNotEqualTo("old");
        assertThat(login()).isEqualTo(Login.OK);
    }

    @Test
    void aPasswordThatTakesItsTimeIsTestedUntilItFits() {
        databases.settling(HOST, Duration.ofSeconds(30));
        rotate("rate(30 days)", true);
        pass(Duration.ofSeconds(10));
        assertThat(value("password")).isEqualTo("old");
        assertThat(login()).isEqualTo(Login.OK);

        pass(Duration.ofMinutes(5));

        assertThat(value("password")).isNotEqualTo("old");
        assertThat(login()).isEqualTo(Login.OK);
    }

    @Test
    void faultsStrikeTheFunctionsOwnCalls() {
        sandbox.faults().once(FaultPoint.action("PutSecretValue"), new Fault.ReplyLost());
        sandbox.faults().once(FaultPoint.action("UpdateSecretVersionStage"), new Fault.Throttled());
        rotate("rate(30 days)", true);

        pass(Duration.ofMinutes(10));

        assertThat(login()).isEqualTo(Login.OK);
        assertThat(shown().versionIdsToStages().get(TOKEN)).contains("AWSCURRENT");
        assertThat(sandbox.journal().count(entry -> entry.action().equals("PutSecretValue") && entry.succeeded()))
                .as("never made twice for a token")
                .isEqualTo(1);
    }

    @Test
    void aValueThatSomebodyPutsCountsAsARotation() {
        rotate("rate(30 days)", false);
        Instant planned = shown().nextRotationDate();
        pass(Duration.ofDays(10));

        secrets.putSecretValue(request -> request.secretId(NAME).secretString(stored("app", "old", "")));

        assertThat(shown().nextRotationDate()).isEqualTo(planned.plus(Duration.ofDays(10)));
    }

    @Test
    void cancellingStopsTheClockAndLeavesPendingBehind() {
        sandbox.functions().register(FUNCTION, this::note);
        rotate("rate(1 day)", true);

        assertThat(secrets.cancelRotateSecret(request -> request.secretId(NAME)).versionId())
                .isEqualTo(TOKEN);
        pass(Duration.ofDays(3));

        assertThat(steps).isEmpty();
        assertThat(shown().rotationEnabled()).isFalse();
        assertThat(shown().rotationLambdaARN()).isEqualTo(FUNCTION);
        assertThat(shown().nextRotationDate()).isNull();
        assertThat(shown().versionIdsToStages().get(TOKEN)).containsExactly("AWSPENDING");
    }

    @Test
    void whatAwsDoesNotTakeIsRefused() {
        assertThatThrownBy(() -> rotate("rate(3 hours)", true)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> rotate("banana", true)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> secrets.rotateSecret(request -> request.secretId(NAME)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("No Lambda rotation function ARN");
        assertThatThrownBy(() -> secrets.cancelRotateSecret(request -> request.secretId(NAME)))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void aDeletedSecretIsNotRotated() {
        sandbox.functions().register(FUNCTION, this::note);
        rotate("rate(1 day)", false);
        pass(Duration.ofMinutes(1));
        secrets.deleteSecret(request -> request.secretId(NAME));

        pass(Duration.ofDays(3));
        assertThat(steps).containsExactly("testSecret");

        secrets.restoreSecret(request -> request.secretId(NAME));
        pass(Duration.ofDays(2));
        assertThat(steps).contains("createSecret");
    }
}
