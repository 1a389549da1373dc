package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.emulator.Emulator;
import io.stockade.emulator.Emulators;
import io.stockade.silence.Canaries;
import io.stockade.silence.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * What goes over the wire to an AWS shows up in no log of the program itself, with all of its logging on: the silence of
 * the wire outlives what the framework does to logging at the start.
 */
class SilentWireIT {
    private static final String KEY = "canary-key-Zt4Xv7Hq2Lw9";
    private static final String TOKEN = "canary-session-4Xv7Hq2Lw9Zt";
    private static final String SECRETS = "/api/v1/stacks/default/vault/secrets";
    private static final String MANIFEST = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: vault}
            spec:
              region: eu-west-1
              environment: prod
              network: {zones: 2, nat: {mode: None}}
              secrets:
                - {name: key, value: {random: {length: 40}}, rotation: {every: 30d}}
                - name: login
                  value: {database: {engine: postgres, host: db.internal, username: app}}
            """;

    private static final Pattern LOGGER = Pattern.compile("^[a-z][\\w.]+ [A-Z]+\\b", Pattern.MULTILINE);

    @TempDir
    Path home;

    private final Canaries canaries = new Canaries();

    @Test
    void nothingOfAValueOrATokenIsLogged() throws Exception {
        canaries.add(KEY);
        canaries.add(TOKEN);
        try (Emulator emulator = Emulators.find();
                ServiceProcess service = new ServiceProcess(home, Loud.aws(environment(emulator)))) {
            Files.writeString(service.folder().resolve("vault.yaml"), MANIFEST);
            service.start();
            assertThat(service.answers()).as(service.output()).isTrue();
            awaitLabel(service, "login", "AWSCURRENT");
            awaitLabel(service, "key", "AWSCURRENT");
            service.send("POST", SECRETS + "/key/rotate", "{}");
            awaitLabel(service, "key", "AWSPREVIOUS");
            assertThat(service.terminate()).isIn(0, 143);
            readAll(emulator);

            assertThat(canaries.values()).hasSize(5);
            assertThat(loggers(service.output()))
                    .as("all of the SDK and of its HTTP client that may speak, speaks")
                    .contains(
                            "software.amazon.awssdk.request TRACE",
                            "org.apache.hc.client5.http.impl.classic.InternalHttpClient DEBUG")
                    .noneMatch(name -> name.startsWith("org.apache.hc.client5.http.wire"));
            assertThat(canaries.in("log", List.of(service.output()))).isEmpty();
        }
    }

    private static Set<String> loggers(String log) {
        return LOGGER.matcher(log).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Map<String, String> environment(Emulator emulator) {
        return Map.of(
                "AWS_ENDPOINT_URL",
                emulator.endpoint().toString(),
                "AWS_ACCESS_KEY_ID",
                "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY",
                KEY,
                "AWS_SESSION_TOKEN",
                TOKEN);
    }

    private void readAll(Emulator emulator) {
        AwsBasicCredentials somebody = AwsBasicCredentials.create("AKIDEXAMPLE", "somebody");
        try (SecretsManagerClient secrets = SecretsManagerClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(somebody))
                .httpClient(Apache5HttpClient.create())
                .build()) {
            Values.of(secrets, canaries);
        }
    }

    private static void awaitLabel(ServiceProcess service, String secret, String label) throws Exception {
        long last = System.nanoTime() + 60_000_000_000L;
        while (!hasLabel(service.get(SECRETS).body(), secret, label)) {
            if (System.nanoTime() > last) {
                throw new AssertionError(secret + " has no " + label + ":\n" + service.get(SECRETS));
            }
            Thread.sleep(100);
        }
    }

    private static boolean hasLabel(JsonNode secrets, String name, String label) {
        for (JsonNode secret : secrets.path("items")) {
            if (secret.path("name").asText().equals(name)) {
                return secret.path("versions").has(label);
            }
        }
        return false;
    }
}
