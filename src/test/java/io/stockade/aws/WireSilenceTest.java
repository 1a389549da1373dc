package io.stockade.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.stockade.cloud.Clouds;
import io.stockade.silence.Canaries;
import io.stockade.silence.Ears;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** The real SDK with all of its logging on says neither a value nor a session token, in requests and in answers. */
class WireSilenceTest {
    private static final String STORED = "canary-stored-7Hq2Lw9Zt4Xv";
    private static final String TOKEN = "canary-session-4Xv7Hq2Lw9Zt";
    private static final String PROPERTY = "aws.endpointUrlSecretsManager";

    private final Canaries canaries = new Canaries();
    private HttpServer server = unbound();

    private static HttpServer unbound() {
        try {
            return HttpServer.create();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @BeforeEach
    void start() throws IOException {
        canaries.add(STORED);
        canaries.add(TOKEN);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = ("{\"ARN\":\"arn\",\"Name\":\"n\",\"VersionId\":\"v\",\"SecretString\":\"" + STORED + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        System.setProperty(PROPERTY, "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        System.clearProperty(PROPERTY);
        server.stop(0);
    }

    @Test
    void nothingOfAValueOrATokenIsLoggedAtAnyLevel() {
        try (Ears ears = Ears.open()) {
            GetSecretValueResponse answer = putAndGet(() -> {});

            assertThat(answer.secretString()).isEqualTo(STORED);
            assertThat(ears.heard()).anyMatch(line -> line.startsWith("software.amazon.awssdk"));
            assertThat(ears.heard()).anyMatch(line -> line.startsWith("org.apache.hc"));
            assertThat(canaries.in("log", ears.heard())).isEmpty();
        }
    }

    @Test
    void withoutTheSilenceTheWireWouldTell() {
        try (Ears ears = Ears.open()) {
            putAndGet(() -> Logger.getLogger("org.apache.hc.client5.http.wire").setFilter(null));

            assertThat(canaries.in("log", ears.heard())).isNotEmpty();
        }
    }

    private static GetSecretValueResponse putAndGet(Runnable before) {
        AwsSessionCredentials credentials = AwsSessionCredentials.create("AKIDEXAMPLE", "secret-key-example", TOKEN);
        try (SdkClients clients =
                new SdkClients("test", new Sessions("test", false), StaticCredentialsProvider.create(credentials))) {
            SecretsManagerClient secrets = clients.open(new Clouds.Target("eu-west-1", null, null, null))
                    .secretsManager();
            before.run();
            secrets.putSecretValue(request -> request.secretId("n").secretString(STORED));
            return secrets.getSecretValue(request -> request.secretId("n"));
        }
    }
}
