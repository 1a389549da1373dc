package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.ACCOUNT;
import static io.stockade.sandbox.Sandboxes.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.sandbox.functions.RotationFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** What somebody at the console can do to a stack's secrets. */
class SecretTamperingTest {
    private static final String STACK = "payments/orders";
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:rotate";

    private final Sandbox sandbox = Sandboxes.create();
    private final SecretsManagerClient secrets = sandbox.secretsManager(ACCOUNT, REGION);

    @BeforeEach
    void build() {
        sandbox.functions().register(FUNCTION, new RotationFunction());
        create("aaa", STACK + "-old");
        create("own", STACK);
        secrets.rotateSecret(request -> request.secretId("own")
                .rotationLambdaARN(FUNCTION)
                .rotateImmediately(false)
                .rotationRules(rules -> rules.automaticallyAfterDays(30L)));
    }

    private void create(String name, String stack) {
        secrets.createSecret(request -> request.name(name)
                .tags(
                        Tag.builder().key("stockade.dev/stack").value(stack).build(),
                        Tag.builder().key("team").value("payments").build()));
    }

    private String apply(Tamper tamper) {
        return new Tampering(sandbox).apply(tamper, ACCOUNT, REGION, STACK, 1);
    }

    private DescribeSecretResponse shown(String name) {
        return secrets.describeSecret(request -> request.secretId(name));
    }

    @Test
    void theRotationIsCancelledOnce() {
        assertThat(apply(Tamper.CANCEL_ROTATION)).isEqualTo("cancelled the rotation of secret own");

        assertThat(shown("own").rotationEnabled()).isFalse();
        assertThatThrownBy(() -> apply(Tamper.CANCEL_ROTATION)).isInstanceOf(NothingToTamperException.class);
    }

    @Test
    void thePolicyAdmitsEverybody() {
        assertThat(apply(Tamper.OPEN_SECRET_POLICY)).contains("own");

        assertThat(secrets.getResourcePolicy(request -> request.secretId("own")).resourcePolicy())
                .contains("\"Principal\":\"*\"");
    }

    @Test
    void theKeyIsAnother() {
        assertThat(apply(Tamper.CHANGE_SECRET_KEY)).contains("own", "alias/somebody-elses");

        assertThat(shown("own").kmsKeyId()).isEqualTo("alias/somebody-elses");
    }

    @Test
    void theOwnersTagsAreTakenOffAndNoOthers() {
        assertThat(apply(Tamper.STRIP_SECRET_TAGS)).isEqualTo("removed 1 tags from secret own");

        assertThat(shown("own").tags()).extracting(Tag::key).containsExactly("team");
        assertThatThrownBy(() -> apply(Tamper.DELETE_SECRET)).isInstanceOf(NothingToTamperException.class);
    }

    @Test
    void theSecretWaitsForItsDeletionAndAnotherStacksDoesNot() {
        assertThat(apply(Tamper.DELETE_SECRET)).isEqualTo("scheduled secret own for deletion in 7 days");

        assertThat(shown("own").deletedDate()).isNotNull();
        assertThat(shown("aaa").deletedDate()).isNull();
    }

    @Test
    void aSecretWithReplicasIsNotChosenForDeletion() {
        secrets.replicateSecretToRegions(request -> request.secretId("own")
                .addReplicaRegions(
                        ReplicaRegionType.builder().region("us-east-1").build()));

        assertThatThrownBy(() -> apply(Tamper.DELETE_SECRET))
                .isInstanceOf(NothingToTamperException.class)
                .hasMessageContaining("without replicas");
    }
}
