package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.ACCOUNT;
import static io.stockade.sandbox.Sandboxes.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.sandbox.settings.Delays;
import io.stockade.sandbox.settings.SandboxSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.LimitExceededException;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.secretsmanager.model.PublicPolicyException;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.secretsmanager.model.StatusType;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** Secrets: made, listed, tagged, guarded, replicated and deleted as AWS does. */
class SecretTest {
    private static final String NAME = "/prod/orders/token";
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":%s,\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private final Sandbox sandbox = Sandboxes.create();
    private final SecretsManagerClient secrets = sandbox.secretsManager(ACCOUNT, REGION);

    private String create(String name) {
        return secrets.createSecret(request -> request.name(name)).arn();
    }

    private DescribeSecretResponse shown(String id) {
        return secrets.describeSecret(request -> request.secretId(id));
    }

    private List<String> listed(Consumer<ListSecretsRequest.Builder> request) {
        return secrets.listSecrets(request).secretList().stream()
                .map(SecretListEntry::name)
                .toList();
    }

    private static Filter filter(FilterNameStringType key, String... values) {
        return Filter.builder().key(key).values(values).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void anArnEndsWithSixCharactersThatNoOtherSecretHas() {
        String first = create(NAME);
        String second = create(NAME + "2");

        assertThat(first).matches("arn:aws:secretsmanager:eu-west-1:111122223333:secret:" + NAME + "-[A-Za-z0-9]{6}");
        assertThat(second.substring(second.length() - 6)).isNotEqualTo(first.substring(first.length() - 6));
        assertThat(shown(first).name()).isEqualTo(NAME);
        assertThat(shown(first.substring(0, first.length() - 7)).arn()).isEqualTo(first);
        assertThat(shown(NAME).arn()).isEqualTo(first);
        assertThatThrownBy(() -> shown(first.replace(REGION, "us-east-1")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void anEmptySecretHasNoVersion() {
        create(NAME);

        assertThat(shown(NAME).versionIdsToStages()).isEmpty();
        assertThatThrownBy(() -> secrets.getSecretValue(request -> request.secretId(NAME)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("can't find the specified secret value for staging label: AWSCURRENT");
        assertThatThrownBy(() -> create(NAME)).isInstanceOf(ResourceExistsException.class);
    }

    @Test
    void listsFilterByBeginningsAndHideWhatIsToBeDeleted() {
        secrets.createSecret(request -> request.name("/prod/a").tags(tag("stockade.dev/installation", "one")));
        secrets.createSecret(request -> request.name("/prod/b").tags(tag("stockade.dev/installation", "one-more")));
        secrets.createSecret(request -> request.name("/test/c").description("the Third"));
        secrets.deleteSecret(request -> request.secretId("/prod/b").recoveryWindowInDays(7L));

        assertThat(listed(request -> {})).containsExactly("/prod/a", "/test/c");
        assertThat(listed(request ->
                        request.includePlannedDeletion(true).filters(filter(FilterNameStringType.TAG_VALUE, "one"))))
                .containsExactly("/prod/a", "/prod/b");
        assertThat(listed(request -> request.filters(filter(FilterNameStringType.TAG_KEY, "stockade.dev/"))))
                .containsExactly("/prod/a");
        assertThat(listed(request -> request.filters(filter(FilterNameStringType.NAME, "/test/", "/none/"))))
                .containsExactly("/test/c");
        assertThat(listed(request -> request.filters(filter(FilterNameStringType.NAME, "!/test/"))))
                .containsExactly("/prod/a");
        assertThat(listed(request -> request.filters(filter(FilterNameStringType.DESCRIPTION, "THE"))))
                .containsExactly("/test/c");
        assertThat(listed(request -> request.filters(filter(FilterNameStringType.ALL, "third test"))))
                .containsExactly("/test/c");
    }

    @Test
    void listsHavePagesOfAHundred() {
        for (int number = 0; number < 101; number++) {
            String name = "secret-" + number;
            secrets.createSecret(request -> request.name(name));
        }

        var first = secrets.listSecrets(request -> {});
        var second = secrets.listSecrets(request -> request.nextToken(first.nextToken()));

        assertThat(first.secretList()).hasSize(100);
        assertThat(second.secretList()).extracting(SecretListEntry::name).containsExactly("secret-100");
        assertThat(second.nextToken()).isNull();
        assertThatThrownBy(() -> secrets.listSecrets(request -> request.nextToken("none")))
                .isInstanceOf(SecretsManagerException.class)
                .hasMessageContaining("none");
    }

    @Test
    void listsLagWhenToldTo() {
        create(NAME);
        sandbox.faults().once(FaultPoint.action("ListSecrets"), new Fault.StaleRead(Duration.ofMinutes(5)));

        assertThat(listed(request -> {})).isEmpty();
        assertThat(listed(request -> {})).containsExactly(NAME);
    }

    @Test
    void tagsAreCounted() {
        create(NAME);
        List<Tag> fifty = new ArrayList<>();
        for (int number = 0; number < 50; number++) {
            fifty.add(tag("key-" + number, ""));
        }
        secrets.tagResource(request -> request.secretId(NAME).tags(fifty));

        assertThatThrownBy(() ->
                        secrets.tagResource(request -> request.secretId(NAME).tags(tag("one-more", ""))))
                .isInstanceOf(LimitExceededException.class);
        assertThatThrownBy(() ->
                        secrets.tagResource(request -> request.secretId(NAME).tags(tag("aws:x", ""))))
                .isInstanceOf(InvalidParameterException.class);
        secrets.untagResource(request -> request.secretId(NAME).tagKeys("key-0", "none"));
        assertThat(shown(NAME).tags()).hasSize(49);
    }

    @Test
    void policiesThatAdmitEverybodyAreBlockedWhereThatIsAskedFor() {
        create(NAME);
        for (String everybody : List.of("\"*\"", "{\"AWS\":\"*\"}", "{\"AWS\":[\"arn:aws:iam::1:root\",\"*\"]}")) {
            assertThatThrownBy(() -> secrets.putResourcePolicy(request ->
                            request.secretId(NAME).blockPublicPolicy(true).resourcePolicy(POLICY.formatted(everybody))))
                    .isInstanceOf(PublicPolicyException.class);
        }
        assertThatThrownBy(() -> secrets.putResourcePolicy(
                        request -> request.secretId(NAME).resourcePolicy("{banana")))
                .isInstanceOf(MalformedPolicyDocumentException.class);
        assertThat(secrets.getResourcePolicy(request -> request.secretId(NAME)).resourcePolicy())
                .isNull();

        String narrow = POLICY.formatted("{\"AWS\":\"arn:aws:iam::111122223333:role/reader\"}");
        secrets.putResourcePolicy(
                request -> request.secretId(NAME).blockPublicPolicy(true).resourcePolicy(narrow));

        assertThat(secrets.getResourcePolicy(request -> request.secretId(NAME)).resourcePolicy())
                .isEqualTo(narrow);
        assertThat(secrets.validateResourcePolicy(request -> request.resourcePolicy(narrow))
                        .policyValidationPassed())
                .isTrue();
        assertThat(secrets.validateResourcePolicy(request -> request.resourcePolicy(POLICY.formatted("\"*\"")))
                        .validationErrors())
                .hasSize(1);
        secrets.deleteResourcePolicy(request -> request.secretId(NAME));
        assertThat(secrets.getResourcePolicy(request -> request.secretId(NAME)).resourcePolicy())
                .isNull();
    }

    @Test
    void aDeletionWaitsForItsWindowAndRefusesAlmostEverythingMeanwhile() {
        create(NAME);
        for (long days : new long[] {6, 31}) {
            assertThatThrownBy(() -> secrets.deleteSecret(
                            request -> request.secretId(NAME).recoveryWindowInDays(days)))
                    .isInstanceOf(InvalidParameterException.class);
        }
        secrets.deleteSecret(request -> request.secretId(NAME));

        assertThat(Duration.between(sandbox.time().now(), shown(NAME).deletedDate()))
                .isBetween(Duration.ofDays(30).minusSeconds(1), Duration.ofDays(30));
        assertThatThrownBy(() -> secrets.getSecretValue(request -> request.secretId(NAME)))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() ->
                        secrets.putSecretValue(request -> request.secretId(NAME).secretString("x")))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() ->
                        secrets.tagResource(request -> request.secretId(NAME).tags(tag("a", "b"))))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> create(NAME))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("already scheduled for deletion");

        sandbox.time().pause(Duration.ofDays(29));
        secrets.restoreSecret(request -> request.secretId(NAME));
        sandbox.time().pause(Duration.ofDays(2));

        assertThat(shown(NAME).deletedDate()).isNull();
        secrets.deleteSecret(request -> request.secretId(NAME).recoveryWindowInDays(7L));
        sandbox.time().pause(Duration.ofDays(7));
        assertThatThrownBy(() -> shown(NAME)).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void deletionByForceNeedsAMomentAndNoSecret() {
        create(NAME);
        secrets.deleteSecret(request -> request.secretId(NAME).forceDeleteWithoutRecovery(true));
        assertThatThrownBy(() -> create(NAME)).isInstanceOf(InvalidRequestException.class);

        sandbox.time().pause(Duration.ofSeconds(10));

        assertThatThrownBy(() -> shown(NAME)).isInstanceOf(ResourceNotFoundException.class);
        secrets.deleteSecret(request -> request.secretId(NAME).forceDeleteWithoutRecovery(true));
        assertThat(create(NAME)).isNotEmpty();
    }

    @Test
    void replicasFollowTheirPrimaryAndStandInItsWay() {
        SecretsManagerClient there = sandbox.secretsManager(ACCOUNT, "us-east-1");
        secrets.createSecret(request -> request.name(NAME).secretString("first"));
        var asked = secrets.replicateSecretToRegions(request -> request.secretId(NAME)
                .addReplicaRegions(ReplicaRegionType.builder()
                        .region("us-east-1")
                        .kmsKeyId("alias/there")
                        .build()));
        assertThat(asked.replicationStatus().get(0).status()).isEqualTo(StatusType.IN_PROGRESS);
        sandbox.time().pause(Duration.ofSeconds(10));
        secrets.putSecretValue(request -> request.secretId(NAME).secretString("second"));

        assertThat(there.getSecretValue(request -> request.secretId(NAME)).secretString())
                .isEqualTo("second");
        DescribeSecretResponse replica = there.describeSecret(request -> request.secretId(NAME));
        assertThat(replica.primaryRegion()).isEqualTo(REGION);
        assertThat(replica.kmsKeyId()).isEqualTo("alias/there");
        assertThat(replica.arn()).isEqualTo(shown(NAME).arn().replace(REGION, "us-east-1"));
        assertThat(shown(NAME).replicationStatus().get(0).status()).isEqualTo(StatusType.IN_SYNC);
        assertThatThrownBy(() ->
                        there.putSecretValue(request -> request.secretId(NAME).secretString("x")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> secrets.deleteSecret(request -> request.secretId(NAME)))
                .isInstanceOf(InvalidParameterException.class);

        secrets.removeRegionsFromReplication(request -> request.secretId(NAME).removeReplicaRegions("us-east-1"));

        assertThatThrownBy(() -> there.describeSecret(request -> request.secretId(NAME)))
                .isInstanceOf(ResourceNotFoundException.class);
        secrets.deleteSecret(request -> request.secretId(NAME));
    }

    @Test
    void aReplicaDoesNotTakeThePlaceOfAnotherSecret() {
        sandbox.secretsManager(ACCOUNT, "us-east-1").createSecret(request -> request.name(NAME));
        create(NAME);

        secrets.replicateSecretToRegions(request -> request.secretId(NAME)
                .addReplicaRegions(
                        ReplicaRegionType.builder().region("us-east-1").build()));
        sandbox.time().pause(Duration.ofSeconds(10));

        assertThat(shown(NAME).replicationStatus().get(0).status()).isEqualTo(StatusType.FAILED);
        assertThat(sandbox.secretsManager(ACCOUNT, "us-east-1")
                        .describeSecret(request -> request.secretId(NAME))
                        .primaryRegion())
                .isNull();
    }

    @Test
    void callsOfAGroupShareOneBucket() {
        Sandbox crowded = Sandboxes.create(
                SandboxSettings.defaults().withDelays(Delays.real().withCall(Duration.ZERO)));
        SecretsManagerClient one = crowded.secretsManager(ACCOUNT, REGION);
        SecretsManagerClient other = crowded.as("other").secretsManager(ACCOUNT, REGION);
        List<String> outcomes = new ArrayList<>();

        for (int number = 0; number < 26; number++) {
            outcomes.add(outcome(() -> one.rotateSecret(request -> request.secretId(NAME))));
            outcomes.add(outcome(() -> other.cancelRotateSecret(request -> request.secretId(NAME))));
        }

        assertThat(outcomes.subList(0, 50)).containsOnly("ResourceNotFoundException");
        assertThat(outcomes.subList(50, 52)).containsOnly("ThrottlingException");
        assertThat(outcome(() ->
                        one.putSecretValue(request -> request.secretId(NAME).secretString("x"))))
                .as("of another group")
                .isEqualTo("ResourceNotFoundException");
    }

    private static String outcome(Runnable call) {
        try {
            call.run();
            return "ok";
        } catch (SecretsManagerException refused) {
            return refused.awsErrorDetails().errorCode();
        }
    }

    @Test
    void passwordsAreDrawnAsAskedFor() {
        String drawn = secrets.getRandomPassword(request ->
                        request.passwordLength(40L).excludePunctuation(true).excludeCharacters("abc"))
                .randomPassword();

        assertThat(drawn).matches("[d-zA-Z0-9]{40}").containsPattern("[0-9]").containsPattern("[A-Z]");
    }
}
