package io.stockade.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockade.aws.RecordingServer.Answer;
import io.stockade.aws.call.CallLog;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Clouds.Target;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** How roles are assumed: what STS is asked, how often, and what is told when it refuses. */
class RoleSessionsIT {
    private static final String ROLE = "arn:aws:iam::444455556666:role/stockade";
    private static final Target TARGET = new Target("eu-west-1", "444455556666", ROLE, "orders-prod");

    private RecordingServer server;

    @BeforeEach
    void start() throws IOException {
        server = new RecordingServer();
        System.setProperty("aws.endpointUrl", server.url());
    }

    @AfterEach
    void stop() {
        System.clearProperty("aws.endpointUrl");
        server.close();
    }

    private static SdkClients clients(boolean tagged) {
        return new SdkClients(
                "1.2.3",
                new Sessions("blue", tagged),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("BASE", "secret")));
    }

    @Test
    void oneSessionIsAskedForWithNameAndExternalIdHoweverManyCallAtOnce() {
        server.answer("AssumeRole", Answer.session("ROLE", Instant.now().plus(Duration.ofHours(1))));
        try (SdkClients clients = clients(false)) {
            List<CompletableFuture<Void>> calls = IntStream.range(0, 8)
                    .mapToObj(call -> CompletableFuture.runAsync(
                            () -> clients.open(TARGET).sts().getCallerIdentity()))
                    .toList();

            calls.forEach(CompletableFuture::join);

            assertThat(server.count("AssumeRole")).isEqualTo(1);
            assertThat(server.last("AssumeRole").body())
                    .contains("RoleSessionName=stockade-blue&", "ExternalId=orders-prod")
                    .doesNotContain("Tags.");
            assertThat(server.last("AssumeRole").authorization()).contains("Credential=BASE/");
            assertThat(server.last("AssumeRole").userAgent()).contains("stockade/1.2.3");
            assertThat(server.last("GetCallerIdentity").authorization()).contains("Credential=ROLE/");
        }
    }

    @Test
    void sessionsCarryTheInstallationAsATagWhereThatIsWanted() {
        server.answer("AssumeRole", Answer.session("ROLE", Instant.now().plus(Duration.ofHours(1))));
        try (SdkClients clients = clients(true)) {
            clients.open(TARGET).sts().getCallerIdentity();

            assertThat(server.last("AssumeRole").body())
                    .contains("Tags.member.1.Key=stockade.dev%2Finstallation", "Tags.member.1.Value=blue");
        }
    }

    /** The SDK gives a session that is nearly over when it comes one second, so as not to ask for ever. */
    @Test
    @Timeout(60)
    void aSessionIsRenewedBeforeItEnds() {
        server.answer("AssumeRole", Answer.session("OLD", Instant.now().plusSeconds(50)));
        try (SdkClients clients = clients(false)) {
            clients.open(TARGET).sts().getCallerIdentity();
            server.answer("AssumeRole", Answer.session("NEW", Instant.now().plus(Duration.ofHours(1))));

            while (server.count("AssumeRole") < 2) {
                clients.open(TARGET).sts().getCallerIdentity();
            }

            assertThat(server.last("GetCallerIdentity").authorization()).contains("Credential=NEW/");
        }
    }

    @Test
    void aRefusalNamesTheRoleAndWhatToCheckAndNothingIsSent() {
        server.answer("AssumeRole", Answer.denied("User: u may not sts:AssumeRole on " + ROLE + " with orders-prod"));
        try (SdkClients clients = clients(true)) {
            AwsClouds clouds = new AwsClouds(
                    clients,
                    AwsSettings.STANDARD,
                    new AwsSurroundings(CallLog.NONE, InstantSource.system(), calls -> calls.forEach(Runnable::run)));

            CloudException refused = catchThrowableOfType(
                    CloudException.class, () -> clouds.open(TARGET).scope(Instant.MIN));

            assertThat(refused.category()).isEqualTo(Category.DENIED);
            assertThat(refused)
                    .hasMessageContaining("role " + ROLE + " could not be assumed: AccessDenied")
                    .hasMessageContaining("its trust policy names these credentials, that it allows sts:TagSession")
                    .hasMessageContaining("spec.account.externalId")
                    .hasMessageNotContaining("orders-prod");
            assertThat(server.count("GetCallerIdentity")).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "default, stockade-default",
        "team a/b, stockade-team-a-b-1eea1e7e",
        "an-installation-with-a-name-that-is-much-longer-than-any-session-may-have,"
                + "stockade-an-installation-with-a-name-that-is-much-longe-c78efc7e"
    })
    void sessionNamesAreWhatStsTakes(String installation, String expected) {
        String name = new Sessions(installation, false).name();

        assertThat(name).matches("[\\w+=,.@-]{2,64}").isEqualTo(expected);
    }
}
