package io.stockade.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cloud.Clouds.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** Where calls go: to the endpoints of the region's partition, or where the environment says. */
class EndpointsIT {
    /** Asks each service once; run in a process of its own, whose environment is the test's. */
    static final class AskEach {
        public static void main(String[] arguments) {
            ask(arguments[0]);
        }
    }

    private static void ask(String region) {
        try (SdkClients clients = new SdkClients(
                "1.2.3",
                new Sessions("lab", false),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("access", "secret")))) {
            AwsClients opened = clients.open(new Target(region, null, null, null));
            List<Runnable> questions = List.of(
                    () -> opened.ec2().describeVpcs(),
                    () -> opened.autoScaling().describeAutoScalingGroups(),
                    () -> opened.iam().listRoles(),
                    () -> opened.ssm().describeParameters(),
                    () -> opened.sts().getCallerIdentity());
            questions.forEach(question -> {
                try {
                    question.run();
                } catch (SdkException refused) {
                    // Where it was asked is all that matters.
                }
            });
        }
    }

    @Test
    void theEnvironmentNamesOneEndpointForAllServicesAndOthersForSome(@TempDir Path folder)
            throws IOException, InterruptedException {
        try (RecordingServer all = new RecordingServer();
                RecordingServer some = new RecordingServer()) {
            Path log = folder.resolve("log");
            ProcessBuilder child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            AskEach.class.getName(),
                            "eu-west-1")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            child.environment()
                    .putAll(Map.of(
                            "AWS_ENDPOINT_URL", all.url(),
                            "AWS_ENDPOINT_URL_EC2", some.url(),
                            "AWS_ENDPOINT_URL_AUTO_SCALING", some.url()));

            int exit = child.start().waitFor();

            assertThat(exit).as(Files.readString(log)).isZero();
            assertThat(some.requests)
                    .extracting(RecordingServer.Request::action)
                    .contains("DescribeVpcs", "DescribeAutoScalingGroups")
                    .doesNotContain("ListRoles", "GetCallerIdentity");
            assertThat(all.requests)
                    .extracting(RecordingServer.Request::action)
                    .contains("ListRoles", "GetCallerIdentity")
                    .doesNotContain("DescribeVpcs", "DescribeAutoScalingGroups");
        }
    }

    /** Sources: docs.aws.amazon.com/general/latest/gr/iam-service.html, docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-Beijing.html. */
    @ParameterizedTest
    @CsvSource({
        "eu-west-1, amazonaws.com, iam.amazonaws.com",
        "cn-north-1, amazonaws.com.cn, iam.cn-north-1.amazonaws.com.cn",
        "cn-northwest-1, amazonaws.com.cn, iam.cn-north-1.amazonaws.com.cn",
        "us-gov-west-1, amazonaws.com, iam.us-gov.amazonaws.com",
        "eusc-de-east-1, amazonaws.eu, iam.eusc-de-east-1.amazonaws.eu"
    })
    void everyPartitionHasItsOwnEndpointsAndStsIsAskedInTheRegion(String region, String domain, String iam)
            throws IOException {
        try (Proxy proxy = new Proxy()) {
            ask(region);

            assertThat(proxy.hosts)
                    .containsExactlyInAnyOrder(
                            "ec2." + region + "." + domain,
                            "autoscaling." + region + "." + domain,
                            "ssm." + region + "." + domain,
                            "sts." + region + "." + domain,
                            iam);
        }
    }

    /** Is asked for a way to every host, writes down which, and refuses. */
    private static final class Proxy implements AutoCloseable {
        final Set<String> hosts = new ConcurrentSkipListSet<>();
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final ExecutorService threads = Executors.newCachedThreadPool();

        Proxy() throws IOException {
            System.setProperty("http.proxyHost", "localhost");
            System.setProperty("http.proxyPort", String.valueOf(socket.getLocalPort()));
            threads.execute(this::accept);
        }

        private void accept() {
            while (!socket.isClosed()) {
                try (Socket caller = socket.accept()) {
                    String line = new BufferedReader(
                                    new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine();
                    hosts.add(line.split("[ :]")[1]);
                    caller.getOutputStream()
                            .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                    // The caller has gone, or the test is over.
                }
            }
        }

        @Override
        public void close() throws IOException {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
            socket.close();
            threads.shutdownNow();
        }
    }
}
