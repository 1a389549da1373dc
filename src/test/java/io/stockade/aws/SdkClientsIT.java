package io.stockade.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stockade.aws.call.CallLog;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Clouds.Target;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Driver;
import io.stockade.graph.Address;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Tags;
import io.stockade.graph.Vpc;
import io.stockade.net.Cidr;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What the sandbox cannot show: the SDK's own attempts, on a server that always fails. */
class SdkClientsIT {
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> agents = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private AwsClouds clouds;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::fail);
        server.start();
        System.setProperty(
                "aws.endpointUrl", "http://localhost:" + server.getAddress().getPort());
        SdkClients clients = new SdkClients(
                "1.2.3", StaticCredentialsProvider.create(AwsBasicCredentials.create("access", "secret")));
        clouds = new AwsClouds(
                clients,
                AwsSettings.STANDARD,
                new AwsSurroundings(CallLog.NONE, InstantSource.system(), calls -> calls.forEach(Runnable::run)));
    }

    @AfterEach
    void stop() {
        System.clearProperty("aws.endpointUrl");
        server.stop(0);
    }

    private void fail(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
        byte[] answer =
                "<Response><Errors><Error><Code>InternalError</Code><Message>no</Message></Error></Errors></Response>"
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(500, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private long sent(String action) {
        return bodies.stream()
                .filter(body -> body.contains("Action=" + action + "&"))
                .count();
    }

    @Test
    void whatHasNoTokenIsTriedOnceAndReadsAreTriedAgain() {
        var cloud = clouds.open(new Target("eu-west-1", null, null, null));
        @SuppressWarnings("unchecked") // the driver of VPCs writes VPCs
        Driver<Vpc> vpcs = (Driver<Vpc>) cloud.driver(ResourceKind.VPC);
        Vpc wanted = new Vpc(Cidr.parse("10.0.0.0/16"), true, true, Tags.NONE);
        Creation<Vpc> creation = new Creation<>(new Address(ResourceKind.VPC, "main"), wanted, "token", "nonce");

        CloudException failure = catchThrowableOfType(CloudException.class, () -> vpcs.create(List.of(creation)));
        CloudException unread = catchThrowableOfType(CloudException.class, () -> vpcs.readById("vpc-1"));

        assertThat(failure.category()).isEqualTo(Category.UNCERTAIN);
        assertThat(unread.category()).isEqualTo(Category.UNCERTAIN);
        assertThat(sent("CreateVpc")).isEqualTo(1);
        assertThat(sent("DescribeVpcs")).isEqualTo(3);
        assertThat(agents).allSatisfy(agent -> assertThat(agent).contains("stockade/1.2.3"));
        assertThat(clouds.open(new Target("eu-west-1", null, null, null))).isSameAs(cloud);
    }
}
