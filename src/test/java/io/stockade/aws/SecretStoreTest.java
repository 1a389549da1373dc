package io.stockade.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.SecretStore;
import io.stockade.cloud.SecretStore.StepAnswer;
import io.stockade.cloud.SecretValue;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import io.stockade.sandbox.functions.FunctionException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The way of values to AWS and back, and that nothing of them is told on it. */
class SecretStoreTest {
    private static final String CANARY = "canary-7Hq2Lw9Zt4Xv";
    private static final String FIRST = "1".repeat(64);
    private static final String SECOND = "2".repeat(64);

    private final Lab lab = new Lab();
    private final SecretsManagerClient console = lab.sandbox.as("console").secretsManager(Lab.ACCOUNT, Lab.REGION);
    private final SecretStore store = lab.cloud.secrets();
    private String secret = "";

    @BeforeEach
    void emptySecret() {
        secret = console.createSecret(request -> request.name("/prod/orders/key"))
                .arn();
    }

    private static SecretValue value(String text) {
        return SecretValue.of(text.toCharArray());
    }

    private String read(String version) {
        return store.find(secret, version).orElseThrow().lend(text -> text);
    }

    private Map<String, List<String>> stages() {
        return console.describeSecret(request -> request.secretId(secret)).versionIdsToStages();
    }

    private static CloudException failed(ThrowingCallable action) {
        return catchThrowableOfType(CloudException.class, action);
    }

    /** With its causes and what is suppressed, as a log would have it. */
    private static String everythingOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void versionIsStoredUnderItsTokenAndReadBack() {
        store.put(secret, FIRST, value(CANARY), SecretStore.CURRENT);
        store.put(secret, SECOND, value("second"), SecretStore.PENDING);

        assertThat(read(FIRST)).isEqualTo(CANARY);
        assertThat(read(SECOND)).isEqualTo("second");
        assertThat(stages()).containsEntry(FIRST, List.of("AWSCURRENT")).containsEntry(SECOND, List.of("AWSPENDING"));
    }

    @Test
    void sameTokenWithTheSameValueIsOneVersion() {
        store.put(secret, FIRST, value(CANARY), SecretStore.CURRENT);

        store.put(secret, FIRST, value(CANARY), SecretStore.CURRENT);

        assertThat(stages()).containsOnlyKeys(FIRST);
    }

    @Test
    void sameTokenWithAnotherValueIsAMismatchAndChangesNothing() {
        store.put(secret, FIRST, value("first"), SecretStore.CURRENT);

        CloudException mismatch = failed(() -> store.put(secret, FIRST, value(CANARY), SecretStore.PENDING));

        assertThat(mismatch.category()).isEqualTo(Category.TOKEN_MISMATCH);
        assertThat(everythingOf(mismatch)).doesNotContain(CANARY);
        assertThat(read(FIRST)).isEqualTo("first");
    }

    @Test
    void lostReplyOfAVersionIsFoundAgainByItsToken() {
        lab.sandbox.faults().once(FaultPoint.action("PutSecretValue"), new Fault.ReplyLost());

        CloudException lost = failed(() -> store.put(secret, FIRST, value(CANARY), SecretStore.CURRENT));

        assertThat(lost.category()).isEqualTo(Category.UNCERTAIN);
        assertThat(lost).hasMessageContaining("may have happened or not");
        assertThat(read(FIRST)).isEqualTo(CANARY);
    }

    @Test
    void versionThatAwsDoesNotShowYetIsNone() {
        lab.sandbox.faults().once(FaultPoint.action("GetSecretValue"), new Fault.StaleRead(Duration.ofSeconds(30)));
        store.put(secret, FIRST, value(CANARY), SecretStore.CURRENT);

        assertThat(store.find(secret, FIRST)).as("a read that is behind").isEmpty();
        assertThat(store.find(secret, FIRST)).isPresent();
        assertThat(store.find(secret, SECOND)).as("one that nobody made").isEmpty();
    }

    @Test
    void bytesAreNoneOfOurs() {
        console.putSecretValue(request ->
                request.secretId(secret).clientRequestToken(FIRST).secretBinary(SdkBytes.fromUtf8String(CANARY)));

        CloudException bytes = failed(() -> store.find(secret, FIRST));

        assertThat(bytes).hasMessageContaining("holds bytes");
        assertThat(everythingOf(bytes)).doesNotContain(CANARY);
    }

    @Test
    void labelsMoveAsARotationMovesThem() {
        store.put(secret, FIRST, value("first"), SecretStore.CURRENT);
        store.put(secret, SECOND, value("second"), SecretStore.PENDING);

        store.move(secret, SecretStore.CURRENT, SECOND, FIRST);
        store.move(secret, SecretStore.PENDING, null, SECOND);

        assertThat(stages()).isEqualTo(Map.of(SECOND, List.of("AWSCURRENT"), FIRST, List.of("AWSPREVIOUS")));
    }

    @Test
    void labelThatIsNotWhereItShouldBeStays() {
        store.put(secret, FIRST, value("first"), SecretStore.CURRENT);
        store.put(secret, SECOND, value("second"), SecretStore.PENDING);

        CloudException elsewhere = failed(() -> store.move(secret, SecretStore.CURRENT, SECOND, SECOND));

        assertThat(elsewhere.category()).isEqualTo(Category.INVALID);
        assertThat(stages()).containsEntry(FIRST, List.of("AWSCURRENT"));
    }

    @Test
    void deletedSecretTakesNothingAndCanBeRestored() {
        console.deleteSecret(request -> request.secretId(secret));

        CloudException deleted = failed(() -> store.put(secret, FIRST, value(CANARY), SecretStore.CURRENT));

        assertThat(deleted.category()).isEqualTo(Category.DEPENDENCY);
    }

    @Test
    void rotationIsStartedAtOnceUnderItsToken() {
        new SecretFunction(lab).make();
        store.put(secret, FIRST, value("first"), SecretStore.CURRENT);
        console.rotateSecret(request -> request.secretId(secret)
                .rotationLambdaARN(SecretFunction.ARN)
                .rotateImmediately(false)
                .rotationRules(rules -> rules.scheduleExpression("rate(10 days)")));
        lab.wait(Duration.ofMinutes(5));

        store.rotate(secret, SECOND);
        store.rotate(secret, SECOND);

        lab.wait(Duration.ofMinutes(5));
        assertThat(stages()).containsKey(SECOND);
        assertThat(stages().get(SECOND)).contains("AWSCURRENT");
    }

    @Test
    void stepIsInvokedWithTheEventOfRotationFunctions() {
        new SecretFunction(lab).make();
        List<String> events = new ArrayList<>();
        lab.sandbox.functions().register(SecretFunction.ARN, invocation -> {
            events.add(invocation.event().toString());
            return "\"" + CANARY + "\"";
        });

        StepAnswer answer = store.invoke(SecretFunction.ARN, "setSecret", secret, FIRST);

        assertThat(answer).isEqualTo(StepAnswer.DONE);
        assertThat(events)
                .containsExactly("{\"Step\":\"setSecret\",\"SecretId\":\"" + secret + "\",\"ClientRequestToken\":\""
                        + FIRST + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OperationalError | FATAL: password authentication failed for user \"app\" canary | LOGIN_REFUSED",
                "OperationalError | connection to server at \"db\", port 5432 failed: FATAL: no pg_hba.conf entry | LOGIN_REFUSED",
                "OperationalError | (1045, \"Access denied for user 'app'@'10.0.0.1'\") | LOGIN_REFUSED",
                "DatabaseError | ORA-01017: invalid username/password; logon denied | LOGIN_REFUSED",
                "OperationalError | (18456, b\"Login failed for user 'app'.\") | LOGIN_REFUSED",
                "ValueError | setSecret: Unable to log into database with previous, current, or pending secret | LOGIN_REFUSED",
                "Sandbox.Timedout | RequestId: 1 Error: Task timed out after 30.00 seconds | UNREACHABLE",
                "ConnectTimeoutError | Connect timeout on endpoint URL: https://secretsmanager | UNREACHABLE",
                "OperationalError | could not translate host name \"db\" to address | UNREACHABLE",
                "OperationalError | (2003, \"Can't connect to MySQL server on 'db' (111)\") | UNREACHABLE",
                "DatabaseError | ORA-12170: TNS:Connect timeout occurred | UNREACHABLE",
                "Error | connect ECONNREFUSED 10.0.0.1:5432 | UNREACHABLE",
                "KeyError | 'host' canary | FAILED",
                "ResourceNotFoundException | Secrets Manager can't find the specified secret | FAILED",
            })
    void failureOfAStepIsToldByItsKindOnly(String type, String message, StepAnswer told) {
        new SecretFunction(lab).make();
        lab.sandbox.functions().register(SecretFunction.ARN, invocation -> {
            throw FunctionException.error(type, message.replace("canary", CANARY));
        });

        StepAnswer answer = store.invoke(SecretFunction.ARN, "testSecret", secret, FIRST);

        assertThat(answer).isEqualTo(told);
    }

    @Test
    void functionThatIsNotThereIsNamed() {
        CloudException missing = failed(() -> store.invoke(SecretFunction.ARN, "setSecret", secret, FIRST));

        assertThat(missing.category()).isEqualTo(Category.NOT_FOUND);
        assertThat(missing).hasMessageContaining(SecretFunction.ARN);
    }

    /** Whatever AWS says, and it may say anything: its words go no further. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccessDeniedException",
                "ValidationException",
                "ResourceNotFoundException",
                "ResourceExistsException",
                "EncryptionFailure",
                "LimitExceededException",
                "InternalServiceError",
                "ThrottlingException",
                "ExpiredTokenException",
                "InvalidRequestException",
                "TooManyRequestsException"
            })
    void nothingThatAwsSaysIsQuoted(String code) {
        Fault fault = new Fault.Refused(code, 400, "the value " + CANARY + " is not liked");
        lab.sandbox.faults().add(point -> point.principal().equals("stockade"), fault);

        List<CloudException> failures = List.of(
                failed(() -> store.put(secret, FIRST, value(CANARY), SecretStore.CURRENT)),
                failed(() -> store.move(secret, SecretStore.CURRENT, FIRST, null)),
                failed(() -> store.rotate(secret, FIRST)),
                failed(() -> store.invoke(SecretFunction.ARN, "setSecret", secret, FIRST)));

        assertThat(failures).allSatisfy(failure -> {
            assertThat(everythingOf(failure)).doesNotContain(CANARY);
            assertThat(failure.getMessage()).startsWith(failure.action() + " ");
            assertThat(failure.getCause()).isNull();
        });
        assertThat(failures.get(0).code()).isEqualTo(code);
        assertThat(failures.get(0)).hasMessageContaining(code);
    }

    @Test
    void nothingThatAwsSaysOfAReadIsQuoted() {
        Fault fault = new Fault.Refused("DecryptionFailure", 400, "the value " + CANARY + " is not liked");
        lab.sandbox.faults().once(FaultPoint.action("GetSecretValue"), fault);

        CloudException failure = failed(() -> store.find(secret, FIRST));

        assertThat(everythingOf(failure)).doesNotContain(CANARY).contains("see in KMS");
    }

    @Test
    void denialNamesTheStatementAndTheKeyItsPolicy() {
        lab.sandbox.faults().once(FaultPoint.action("PutSecretValue"), new Fault.Denied());
        CloudException denied = failed(() -> store.put(secret, FIRST, value(CANARY), SecretStore.CURRENT));
        Fault noKey = new Fault.Refused("AccessDeniedException", 400, "Access to KMS is not allowed");
        lab.sandbox.faults().once(FaultPoint.action("PutSecretValue"), noKey);
        CloudException keyDenied = failed(() -> store.put(secret, FIRST, value(CANARY), SecretStore.CURRENT));
        Fault keyGone = new Fault.Refused("EncryptionFailure", 400, "Secrets Manager can't encrypt");
        lab.sandbox.faults().once(FaultPoint.action("PutSecretValue"), keyGone);
        CloudException disabled = failed(() -> store.put(secret, FIRST, value(CANARY), SecretStore.CURRENT));

        assertThat(denied.category()).isEqualTo(Category.DENIED);
        assertThat(denied)
                .hasMessageContaining("missing permission: secretsmanager:PutSecretValue")
                .hasMessageContaining("deploy/iam/secrets.json");
        assertThat(keyDenied.category()).isEqualTo(Category.DENIED);
        assertThat(keyDenied).hasMessageContaining("kms:GenerateDataKey").hasMessageContaining("UseKeysOfSecrets");
        assertThat(disabled.category()).isEqualTo(Category.DEPENDENCY);
        assertThat(disabled).hasMessageContaining("see in KMS");
    }
}
