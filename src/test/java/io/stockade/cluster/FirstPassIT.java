package io.stockade.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.stockade.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a service for a cluster takes from its launcher to the first call of its first pass. It depends on the machine
 * and on who else works there, so that it is printed and not judged.
 */
class FirstPassIT {
    private static final int STARTS = 5;
    private static final String STACK = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: first}
            spec: {region: eu-west-1}
            """;

    @TempDir
    private Path home;

    private RealCluster cluster;
    private HttpServer cloud;
    private volatile CompletableFuture<Long> called = new CompletableFuture<>();

    /** From a start to the first call, and the processor time of all threads until then. */
    private record Start(Duration passed, Duration used) {}

    @BeforeEach
    void start() throws IOException, InterruptedException {
        cluster = RealCluster.withStacks(home.resolve("cluster"));
        cloud = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        // A cloud that is down: nothing comes after the first call.
        cloud.createContext("/", exchange -> {
            called.complete(System.nanoTime());
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        cloud.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (cloud != null) {
            cloud.stop(0);
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aStartIsMeasuredToItsFirstCall() throws Exception {
        cluster.kubectl().okWith(STACK, "apply", "-f", "-");
        List<Start> starts = new ArrayList<>();

        for (int each = 0; each < STARTS; each++) {
            starts.add(measured());
        }

        System.out.printf(
                "in a cluster: the first pass begins %d ms after the start (median of %d), for which %d ms of processor"
                        + " time are used%n",
                median(starts.stream().map(Start::passed).toList()),
                STARTS,
                median(starts.stream().map(Start::used).toList()));
        assertThat(starts).hasSize(STARTS);
    }

    private Start measured() throws Exception {
        called = new CompletableFuture<>();
        long began = System.nanoTime();
        Process service = launch();
        try {
            long first = called.get(2, TimeUnit.MINUTES);
            Duration used = service.info().totalCpuDuration().orElse(Duration.ZERO);
            return new Start(Duration.ofNanos(first - began), used);
        } finally {
            // By a signal, so that the next one needs not wait for the lease.
            service.destroy();
            service.waitFor();
        }
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "deploy/standalone/stockade",
                        "run",
                        "--mode=kubernetes",
                        "--port",
                        String.valueOf(FreePort.find()))
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(home, "output", "").toFile());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "KUBECONFIG",
                        cluster.kubeconfig().toString(),
                        "AWS_ENDPOINT_URL",
                        "http://127.0.0.1:" + cloud.getAddress().getPort(),
                        "AWS_ACCESS_KEY_ID",
                        "AKIDEXAMPLE",
                        "AWS_SECRET_ACCESS_KEY",
                        "example"));
        return builder.start();
    }

    private static long median(List<Duration> durations) {
        return durations.stream().sorted().toList().get(durations.size() / 2).toMillis();
    }
}
