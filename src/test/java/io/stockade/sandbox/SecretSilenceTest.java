package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.ACCOUNT;
import static io.stockade.sandbox.Sandboxes.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.sandbox.counterpart.Login;
import io.stockade.sandbox.functions.RotationFunction;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.SteppedTime;
import io.stockade.sandbox.world.WorldStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DecryptionFailureException;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;

/** A secret's value survives the process, and stands in no file. */
class SecretSilenceTest {
    private static final String CANARY = "canary-7Hq2Lw9Zt4Xv";
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:rotate";

    @TempDir
    private Path folder;

    private Sandbox open(WorldStore store) {
        SteppedTime time = new SteppedTime(store.lastInstant().orElse(Sandboxes.START));
        return new Sandbox(time, SandboxSettings.defaults().withThrottling(false), store);
    }

    private WorldStore store() {
        return WorldStore.file(folder.resolve("world.log"));
    }

    private static String json(String password) {
        return "{\"host\":\"db\",\"username\":\"app\",\"password\":\"" + password + "\"}";
    }

    /** Every form in which it could be written without being hidden. */
    private static List<String> forms(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return List.of(
                value, Base64.getEncoder().encodeToString(bytes), HexFormat.of().formatHex(bytes));
    }

    private void fill(Sandbox sandbox) {
        sandbox.functions().register(FUNCTION, new RotationFunction());
        SecretsManagerClient secrets = sandbox.secretsManager(ACCOUNT, REGION);
        secrets.createSecret(request -> request.name("text").secretString(CANARY));
        secrets.createSecret(request -> request.name("bytes").secretBinary(SdkBytes.fromUtf8String(CANARY)));
        secrets.updateSecret(request -> request.secretId("text").secretString(CANARY + "2"));
        secrets.createSecret(request -> request.name("db").secretString(json(CANARY)));
        secrets.replicateSecretToRegions(request -> request.secretId("text")
                .addReplicaRegions(
                        ReplicaRegionType.builder().region("us-east-1").build()));
        secrets.rotateSecret(request -> request.secretId("db")
                .rotationLambdaARN(FUNCTION)
                .rotationRules(rules -> rules.automaticallyAfterDays(30L)));
        sandbox.counterpart(ACCOUNT, REGION).database("other");
        sandbox.counterpart(ACCOUNT, REGION).user("other", "app", CANARY);
        sandbox.time().pause(Duration.ofMinutes(1));
        assertThatThrownBy(() -> secrets.putSecretValue(
                        request -> request.secretId("none").secretString(CANARY)))
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void valuesAreFoundAgainAndStandInNoFile() throws IOException {
        String rotated;
        try (WorldStore store = store()) {
            Sandbox sandbox = open(store);
            fill(sandbox);
            rotated = read(sandbox, "db");
            assertThat(sandbox.journal().entries().toString()).doesNotContain(CANARY);
        }
        try (WorldStore store = store()) {
            Sandbox again = open(store);
            assertThat(read(again, "text")).isEqualTo(CANARY + "2");
            assertThat(read(again, "db")).isEqualTo(rotated).doesNotContain(CANARY);
            assertThat(again.counterpart(ACCOUNT, REGION).login("other", "app", CANARY))
                    .isEqualTo(Login.OK);
        }
        String password = rotated.replaceFirst(".*\"password\":\"([^\"]*)\".*", "$1");
        assertThat(files()).hasSizeGreaterThanOrEqualTo(2).allSatisfy(text -> {
            assertThat(text).doesNotContain(forms(CANARY)).doesNotContain(forms(password));
        });
    }

    private static String read(Sandbox sandbox, String id) {
        return sandbox.secretsManager(ACCOUNT, REGION)
                .getSecretValue(request -> request.secretId(id))
                .secretString();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(SecretSilenceTest::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Test
    void theKeyIsForItsOwnerOnlyAndWithoutItNothingIsRead() throws IOException {
        try (WorldStore store = store()) {
            fill(open(store));
        }
        Path key = folder.resolve("world.log.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        Files.delete(key);

        try (WorldStore store = store()) {
            Sandbox robbed = open(store);
            assertThatThrownBy(() -> read(robbed, "text")).isInstanceOf(DecryptionFailureException.class);
        }
    }
}
