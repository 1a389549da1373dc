package io.stockade.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockade.aws.RecordingServer.Answer;
import io.stockade.aws.call.CallLog;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Clouds.Target;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Driver;
import io.stockade.graph.Address;
import io.stockade.graph.ElasticIp;
import io.stockade.graph.InternetGateway;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Tags;
import io.stockade.graph.Vpc;
import io.stockade.net.Cidr;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.http.apache5.Apache5SdkHttpService;
import software.amazon.awssdk.http.async.SdkAsyncHttpService;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** What the sandbox cannot show: the SDK's own attempts, its clients, and how they present themselves. */
class SdkClientsIT {
    private static final Target PLAIN = new Target("eu-west-1", null, null, null);

    private RecordingServer server;
    private SdkClients clients;
    private AwsClouds clouds;

    @BeforeEach
    void start() throws IOException {
        server = new RecordingServer();
        System.setProperty("aws.endpointUrl", server.url());
        clients = new SdkClients(
                "1.2.3",
                new Sessions("lab", false),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("access", "secret")));
        clouds = new AwsClouds(
                clients,
                AwsSettings.STANDARD,
                new AwsSurroundings(CallLog.NONE, InstantSource.system(), calls -> calls.forEach(Runnable::run)));
    }

    @AfterEach
    void stop() {
        System.clearProperty("aws.endpointUrl");
        clients.close();
        server.close();
    }

    static Stream<Arguments> leakProne() {
        Answer fault = Answer.refusal(500, "InternalError");
        Answer throttled = Answer.refusal(503, "RequestLimitExceeded");
        return Stream.of(
                        new Vpc(Cidr.parse("10.0.0.0/16"), true, true, Tags.NONE),
                        new InternetGateway(Tags.NONE),
                        new ElasticIp("", Tags.NONE))
                .flatMap(wanted -> Stream.of(
                        Arguments.of(wanted, fault, Category.UNCERTAIN),
                        Arguments.of(wanted, RecordingServer.SILENCE, Category.UNCERTAIN),
                        // Sure to have done nothing: it is the engine that tries again, under its buckets.
                        Arguments.of(wanted, throttled, Category.THROTTLED)));
    }

    @ParameterizedTest
    @MethodSource("leakProne")
    void whatHasNeitherTokenNorKeyIsSentOnce(Resource wanted, Answer answer, Category category) {
        String action = wanted.kind() == ResourceKind.ELASTIC_IP ? "AllocateAddress" : "Create" + wanted.kind();
        server.answer(action, answer);

        CloudException failure = catchThrowableOfType(CloudException.class, () -> create(clouds.open(PLAIN), wanted));

        assertThat(failure.category()).isEqualTo(category);
        assertThat(failure.retryAfter() != null).isEqualTo(category == Category.THROTTLED);
        assertThat(server.count(action)).isEqualTo(1);
    }

    @SuppressWarnings("unchecked") // kinds and record types are one to one
    private static <R extends Resource> void create(Cloud cloud, R wanted) {
        Driver<R> driver = (Driver<R>) cloud.driver(wanted.kind());
        driver.create(List.of(new Creation<>(new Address(wanted.kind(), "main"), wanted, "token", "nonce")));
    }

    @Test
    void readsAreTriedThreeTimes() {
        Cloud cloud = clouds.open(PLAIN);

        CloudException unread = catchThrowableOfType(
                CloudException.class, () -> cloud.driver(ResourceKind.VPC).readById("vpc-1"));

        assertThat(unread.category()).isEqualTo(Category.UNCERTAIN);
        assertThat(server.count("DescribeVpcs")).isEqualTo(3);
        assertThat(server.requests)
                .allSatisfy(request -> assertThat(request.userAgent()).contains("stockade/1.2.3"));
    }

    @Test
    void oneClientServesAllStacksWithTheSameRightsInARegion() {
        Ec2Client first = clients.open(PLAIN).ec2();

        Ec2Client pinned = clients.open(new Target("eu-west-1", "111122223333", null, null))
                .ec2();

        assertThat(pinned).isSameAs(first);
        assertThat(clients.open(new Target("us-east-1", null, null, null)).ec2())
                .isNotSameAs(first);
        assertThat(clients.open(new Target("eu-west-1", null, "arn:aws:iam::111122223333:role/r", null))
                        .ec2())
                .isNotSameAs(first);
        assertThat(clouds.open(PLAIN)).isSameAs(clouds.open(PLAIN));
    }

    @Test
    void aClientIsMadeWhenItIsFirstAskedFor() {
        System.setProperty("aws.endpointUrl", "no endpoint");

        AwsClients opened = clients.open(PLAIN);
        clouds.open(PLAIN);

        assertThatThrownBy(opened::ec2).hasMessageContaining("aws.endpointUrl");
    }

    @Test
    void nothingIsSentAfterTheEnd() {
        AwsClients opened = clients.open(PLAIN);
        opened.sts().getCallerIdentity();
        long before = server.requests.size();

        clients.close();

        assertThatThrownBy(() -> opened.sts().getCallerIdentity()).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(opened::ec2).hasMessageContaining("closed");
        assertThat(server.requests).hasSize((int) before);
    }

    @Test
    void noOtherHttpClientIsOnTheClassPath() {
        assertThat(ServiceLoader.load(SdkHttpService.class))
                .hasOnlyElementsOfType(Apache5SdkHttpService.class)
                .hasSize(1);
        assertThat(ServiceLoader.load(SdkAsyncHttpService.class)).isEmpty();
    }
}
