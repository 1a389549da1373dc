package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.SteppedTime;
import io.stockade.sandbox.world.WorldStore;
import io.stockade.silence.Canaries;
import io.stockade.silence.Values;
import io.stockade.simulation.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The program itself says no value of a secret anywhere, with all of its logging on, from creation to deletion. */
class SilentProcessIT {
    private static final int SPEED = 500;
    private static final String ACCOUNT = SandboxClients.ACCOUNT;
    private static final String REGION = "eu-west-1";
    private static final String SWEEP = "30m";
    private static final String STACK = "/api/v1/stacks/payments/orders";

    /** With all that is written otherwise in JSON, in addresses and on a command line. */
    private static final String BY_HAND = "canary \"by hand\" \\ 7Hq2/Lw9+Zt4=Xv & more";

    private static final String OF_THE_DATABASE = "canary-database-Zt4Xv7Hq2Lw9";

    /** No secret, but told as others would be if they were: it must be found where secrets are looked for. */
    private static final String DECOY = "decoy-Lw9Zt4Xv7Hq2";

    private static final List<String> TAMPERINGS =
            List.of("open-secret-policy", "cancel-rotation", "change-secret-key", "strip-secret-tags", "delete-secret");

    @TempDir
    Path home;

    private final Canaries canaries = new Canaries();
    private ServiceProcess service;
    private Heard heard;

    @BeforeEach
    void prepare() throws IOException {
        service = new ServiceProcess(home, Loud.sandbox(SPEED, SWEEP));
        Path manifest = service.folder().resolve("orders.yaml");
        Files.writeString(
                manifest,
                Files.readString(Path.of("docs/examples/secrets.yaml")).replace("signs session cookies", DECOY));
        heard = new Heard(service, manifest, DECOY);
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void nothingThatTheProgramSaysOrKeepsHasAValue() throws Exception {
        meanwhile(SilentProcessIT::furnish);
        firstLife();
        meanwhile(SilentProcessIT::fill);
        secondLife();
        meanwhile(this::readAll);

        assertThat(canaries.values()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(heard.where(canaries)).isEmpty();
        assertHeardAll();
    }

    private void assertHeardAll() throws Exception {
        Canaries decoys = new Canaries();
        decoys.add(DECOY);
        assertThat(heard.where(decoys).stream().map(place -> place.substring(0, place.indexOf(':'))))
                .contains("log", "answer", "command", "file");
        assertThat(heard.log()).contains(" TRACE ");
        heard.assertEveryCommandTold();
    }

    /** What somebody at the console does while the service is down. */
    private void meanwhile(Consumer<Sandbox> doing) {
        try (WorldStore store = WorldStore.file(service.world())) {
            Instant now = store.lastInstant().orElse(Instant.parse("2027-01-01T00:00:00Z"));
            doing.accept(
                    new Sandbox(new SteppedTime(now), SandboxSettings.defaults().withThrottling(false), store)
                            .as("console"));
        }
    }

    /** With a database whose login is not what its secret says, so that its rotations fail. */
    private static void furnish(Sandbox sandbox) {
        Account.furnish(SandboxClients.of(sandbox, ACCOUNT, REGION), Runnable::run, sandbox.time()::pause);
        sandbox.counterpart(ACCOUNT, REGION).database("search.internal");
        sandbox.counterpart(ACCOUNT, REGION).user("search.internal", "indexer", OF_THE_DATABASE);
    }

    private static void fill(Sandbox sandbox) {
        sandbox.secretsManager(ACCOUNT, REGION)
                .putSecretValue(request ->
                        request.secretId("/prod/orders/partner-token").secretString(BY_HAND));
    }

    /** Every version that ever was: a deletion keeps them for days, and what was left behind is kept too. */
    private void readAll(Sandbox sandbox) {
        SecretsManagerClient secrets = sandbox.secretsManager(ACCOUNT, REGION);
        secrets.listSecrets(request -> request.includePlannedDeletion(true))
                .secretList()
                .forEach(secret -> secrets.restoreSecret(request -> request.secretId(secret.arn())));
        canaries.add(BY_HAND);
        canaries.add(OF_THE_DATABASE);
        Values.of(secrets, canaries);
    }

    /** Created, tampered with, rotated, and failing. */
    private void firstLife() throws Exception {
        start();
        await("it is ready", "", SilentProcessIT::isReady);
        for (String tampering : TAMPERINGS) {
            heard.done("sandbox", "tamper", tampering, "--stack", "orders");
        }
        heard.request("POST", STACK + "/reconcile", "{}");
        heard.readings();
        await("it is repaired", "", SilentProcessIT::isReady);
        for (String secret : List.of("signing-key", "orders-db", "search-login", "webhook-token")) {
            heard.done("rotate", "orders", secret);
        }
        heard.command("rotate", "orders", "partner-token");
        await("a key is rotated", "/secrets", all -> has(all, "signing-key", "AWSPREVIOUS"));
        await("AWS rotated", "/secrets", all -> has(all, "orders-db", "AWSPREVIOUS"));
        await("AWS failed", "/secrets", all -> hasFailed(all, "search-login"));
        await("a hook failed", "/secrets", all -> hasFailed(all, "webhook-token"));
        heard.everything();
        end();
    }

    /** After a restart, with the value that a person gave, to the end. */
    private void secondLife() throws Exception {
        start();
        await("the value is seen", "/secrets", all -> has(all, "partner-token", "AWSCURRENT"));
        heard.everything();
        heard.request("POST", STACK + "/secrets/nothing/rotate", "{}");
        heard.request("POST", "/api/v1/plan", "{\"spec\":");
        heard.done("delete", "-y", "--wait", "orders");
        heard.everything();
        end();
    }

    private void start() throws Exception {
        service.start();
        assertThat(service.answers()).as(service.output()).isTrue();
    }

    private void end() throws Exception {
        assertThat(service.terminate()).isIn(0, 143);
        heard.files(home);
    }

    private static boolean isReady(JsonNode stack) {
        return stack.at("/status/phase").asText().equals("Ready")
                && stack.at("/status/drift/total").asInt() == 0;
    }

    private static boolean hasFailed(JsonNode secrets, String name) {
        return secret(secrets, name).path("state").asText().equals("Failed");
    }

    private static boolean has(JsonNode secrets, String name, String label) {
        return secret(secrets, name).path("versions").has(label);
    }

    private static JsonNode secret(JsonNode secrets, String name) {
        for (JsonNode secret : secrets.path("items")) {
            if (secret.path("name").asText().equals(name)) {
                return secret;
            }
        }
        return MissingNode.getInstance();
    }

    private void await(String what, String below, Predicate<JsonNode> reached)
            throws IOException, InterruptedException {
        long last = System.nanoTime() + 60_000_000_000L;
        while (!reached.test(heard.request("GET", STACK + below, null))) {
            if (System.nanoTime() > last) {
                throw new AssertionError(what + ", or not: " + service.get(STACK + below));
            }
            Thread.sleep(100);
        }
    }
}
