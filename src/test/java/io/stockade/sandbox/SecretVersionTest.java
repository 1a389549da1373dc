package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.ACCOUNT;
import static io.stockade.sandbox.Sandboxes.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

/** Versions of a secret: one for each token, and labels that say which is which. */
class SecretVersionTest {
    private static final String NAME = "/prod/orders/token";
    private static final String ONE = "1".repeat(32);
    private static final String TWO = "2".repeat(32);
    private static final String THREE = "3".repeat(64);

    private final Sandbox sandbox = Sandboxes.create();
    private final SecretsManagerClient secrets = sandbox.secretsManager(ACCOUNT, REGION);

    @BeforeEach
    void create() {
        secrets.createSecret(
                request -> request.name(NAME).clientRequestToken(ONE).secretString("first"));
    }

    private void put(String token, String value, String... stages) {
        secrets.putSecretValue(request -> request.secretId(NAME)
                .clientRequestToken(token)
                .secretString(value)
                .versionStages(stages));
    }

    private void move(String stage, @Nullable String from, @Nullable String to) {
        secrets.updateSecretVersionStage(request -> request.secretId(NAME)
                .versionStage(stage)
                .removeFromVersionId(from)
                .moveToVersionId(to));
    }

    private Map<String, List<String>> stages() {
        return secrets.describeSecret(request -> request.secretId(NAME)).versionIdsToStages();
    }

    private String current() {
        return secrets.getSecretValue(request -> request.secretId(NAME)).secretString();
    }

    @Test
    void creatingAgainWithTheSameTokenIsTheSameOnlyForTheSameValue() {
        assertThat(secrets.createSecret(request ->
                                request.name(NAME).clientRequestToken(ONE).secretString("first"))
                        .versionId())
                .isEqualTo(ONE);
        assertThatThrownBy(() -> secrets.createSecret(
                        request -> request.name(NAME).clientRequestToken(ONE).secretString("other")))
                .isInstanceOf(ResourceExistsException.class);
        assertThatThrownBy(() -> secrets.createSecret(
                        request -> request.name(NAME).clientRequestToken(TWO).secretString("first")))
                .isInstanceOf(ResourceExistsException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 65})
    void aTokenOfAnotherLengthIsRefused(int length) {
        assertThatThrownBy(() -> put("a".repeat(length), "x")).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void puttingMakesTheNewOneCurrentAndTheOldOnePrevious() {
        put(TWO, "second");
        assertThat(stages())
                .containsOnly(Map.entry(ONE, List.of("AWSPREVIOUS")), Map.entry(TWO, List.of("AWSCURRENT")));

        put(THREE, "third");

        assertThat(stages())
                .containsOnly(Map.entry(TWO, List.of("AWSPREVIOUS")), Map.entry(THREE, List.of("AWSCURRENT")));
        assertThat(current()).isEqualTo("third");
    }

    @Test
    void puttingAgainWithTheSameTokenDoesNothingOrIsRefused() {
        put(TWO, "second", "AWSPENDING");
        put(THREE, "third");

        put(TWO, "second");

        assertThat(stages().get(TWO)).containsExactly("AWSPENDING");
        assertThatThrownBy(() -> put(TWO, "other"))
                .isInstanceOf(ResourceExistsException.class)
                .hasMessageContaining(TWO);
        assertThatThrownBy(() -> secrets.updateSecret(request ->
                        request.secretId(NAME).clientRequestToken(TWO).secretString("second")))
                .isInstanceOf(ResourceExistsException.class);
    }

    @Test
    void theFirstValueIsCurrentWhateverItsLabels() {
        secrets.createSecret(request -> request.name("empty"));

        secrets.putSecretValue(request -> request.secretId("empty")
                .clientRequestToken(ONE)
                .secretString("first")
                .versionStages("AWSPENDING"));

        assertThat(secrets.getSecretValue(request -> request.secretId("empty")).versionStages())
                .containsExactly("AWSCURRENT", "AWSPENDING");
    }

    @Test
    void valuesAreReadByVersionOrLabelOrBothIfTheyFit() {
        put(TWO, "second", "AWSPENDING");

        assertThat(secrets.getSecretValue(
                                request -> request.secretId(NAME).versionId(TWO).versionStage("AWSPENDING"))
                        .secretString())
                .isEqualTo("second");
        assertThat(current()).isEqualTo("first");
        assertThatThrownBy(() -> secrets.getSecretValue(
                        request -> request.secretId(NAME).versionId(TWO).versionStage("AWSCURRENT")))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() ->
                        secrets.getSecretValue(request -> request.secretId(NAME).versionId(THREE)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() ->
                        secrets.getSecretValue(request -> request.secretId(NAME).versionStage("AWSPREVIOUS")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("AWSPREVIOUS");
    }

    @Test
    void aLabelMovesOnlyFromWhereItIs() {
        put(TWO, "second", "AWSPENDING");
        put(THREE, "third", "mine");

        assertThatThrownBy(() -> move("AWSCURRENT", null, TWO))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("is currently attached to version " + ONE);
        assertThatThrownBy(() -> move("AWSCURRENT", THREE, TWO)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> move("AWSCURRENT", ONE, "4".repeat(32))).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> move("AWSCURRENT", ONE, null))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("can't be completely removed");
        assertThatThrownBy(() -> move("AWSPENDING", ONE, null)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> move("AWSPENDING", null, null)).isInstanceOf(InvalidParameterException.class);

        move("AWSCURRENT", ONE, TWO);
        move("AWSPENDING", TWO, null);
        move("AWSCURRENT", TWO, ONE);

        assertThat(stages())
                .containsOnly(
                        Map.entry(ONE, List.of("AWSCURRENT")),
                        Map.entry(TWO, List.of("AWSPREVIOUS")),
                        Map.entry(THREE, List.of("mine")));
    }

    @Test
    void versionsWithoutLabelsAreListedOnRequestAndGoAfterADayWhenThereAreManyMore() {
        for (int number = 100; number < 205; number++) {
            put("v".repeat(29) + number, "value " + number);
        }
        assertThat(listed(false)).hasSize(2);
        assertThat(listed(true)).hasSize(100);
        assertThat(all()).as("none goes on its first day").isEqualTo(106);

        sandbox.time().pause(Duration.ofHours(25));
        put(TWO, "the last");

        assertThat(all()).isEqualTo(100);
        assertThat(current()).isEqualTo("the last");
    }

    private List<SecretVersionsListEntry> listed(boolean deprecated) {
        return secrets.listSecretVersionIds(request -> request.secretId(NAME).includeDeprecated(deprecated))
                .versions();
    }

    private long all() {
        return secrets
                .listSecretVersionIdsPaginator(request -> request.secretId(NAME).includeDeprecated(true))
                .stream()
                .mapToLong(page -> page.versions().size())
                .sum();
    }

    @Test
    void bytesAreKeptAsBytes() {
        SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {0, -1, 127});

        secrets.updateSecret(
                request -> request.secretId(NAME).secretBinary(bytes).kmsKeyId("alias/own"));

        var read = secrets.getSecretValue(request -> request.secretId(NAME));
        assertThat(read.secretBinary()).isEqualTo(bytes);
        assertThat(read.secretString()).isNull();
        assertThat(secrets.describeSecret(request -> request.secretId(NAME)).kmsKeyId())
                .isEqualTo("alias/own");
    }
}
