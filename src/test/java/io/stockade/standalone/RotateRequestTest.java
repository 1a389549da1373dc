package io.stockade.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.memory.StateFolder;
import io.stockade.reconcile.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever asks for a rotation is remembered until it is served, or is told why nothing would come of it. */
class RotateRequestTest {
    private static final String ORDERS = "default/orders";
    private static final String MANIFEST = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: orders}
            spec:
              region: eu-west-1
              environment: prod
              secrets:
                - {name: signing-key, value: {random: {}}, rotation: {every: 30d}}
                - {name: api-token, value: {random: {}}}
                - {name: partner-token, value: {external: {}}}
            """;

    @TempDir
    Path temporary;

    private final List<Trigger> triggers = new ArrayList<>();
    private final Instant now = Instant.now().plus(Duration.ofHours(1));
    private Path folder;
    private StateFolder state;
    private ManifestFolder manifests;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectories(temporary.resolve("stacks"));
        open();
        Files.writeString(folder.resolve("orders.yaml"), MANIFEST);
        manifests.scan();
        triggers.clear();
    }

    @AfterEach
    void stop() {
        state.close();
    }

    private void open() {
        state = StateFolder.open(temporary.resolve("state"));
        manifests = new ManifestFolder(
                new ManifestFolder.Settings(folder, false, () -> now), state, () -> "uid", triggers::add);
    }

    private Map<String, String> requests() {
        return manifests.find(ORDERS).orElseThrow().rotateRequests();
    }

    @Test
    void outlivesARestartAndANewerManifest() throws IOException {
        manifests.rotate(ORDERS, "signing-key", "2027-01-01T00:00:00Z");
        state.close();
        open();
        Files.writeString(folder.resolve("orders.yaml"), MANIFEST.replace("30d", "60d"));
        manifests.scan();

        assertThat(requests()).containsExactly(Map.entry("signing-key", "2027-01-01T00:00:00Z"));
        assertThat(manifests.find(ORDERS).orElseThrow().generation()).isEqualTo(2);
        assertThat(triggers).contains(new Trigger(ORDERS, Trigger.Reason.REQUEST));
    }

    @Test
    void anotherTakesItsPlace() {
        manifests.rotate(ORDERS, "signing-key", "2027-01-01T00:00:00Z");

        manifests.rotate(ORDERS, "signing-key", "2027-01-02T00:00:00Z");

        assertThat(requests()).containsExactly(Map.entry("signing-key", "2027-01-02T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "singing-key   | did you mean 'signing-key'?",
                "other         | it has signing-key, api-token, partner-token",
                "api-token     | such as 'rotation: {every: 30d}'",
                "partner-token | put-secret-value --secret-id /prod/orders/partner-token"
            })
    void whatIsNotRotatedSaysWhatToDo(String secret, String hint) {
        assertThatThrownBy(() -> manifests.rotate(ORDERS, secret, "2027-01-01T00:00:00Z"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(hint);
        assertThat(requests()).isEmpty();
        assertThat(triggers).isEmpty();
    }

    @Test
    void aStackThatIsGoingIsLeftAlone() {
        manifests.delete(ORDERS);

        assertThatThrownBy(() -> manifests.rotate(ORDERS, "signing-key", "2027-01-01T00:00:00Z"))
                .hasMessage("stack default/orders is being deleted");
    }
}
