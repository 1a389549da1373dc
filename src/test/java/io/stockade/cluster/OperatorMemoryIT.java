package io.stockade.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.FreePort;
import io.stockade.emulator.Emulator;
import io.stockade.emulator.Emulators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service for a cluster takes of the machine while a hundred stacks are made, started by the launcher. */
class OperatorMemoryIT {
    private static final int STACKS = 100;
    private static final long MOST_MEBIBYTES = 256;

    /** The emulator takes its time; when the first ones stand, all others are being made. */
    private static final int READY = 8;

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    @TempDir
    private Path home;

    private Emulator emulator;
    private RealCluster cluster;
    private @Nullable Process operator;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        boolean known = Files.exists(Path.of("/proc/self/status"));
        Assumptions.assumeTrue(
                known, "skipped: there is no /proc here, which tells what a process takes; run it on Linux");
        cluster = RealCluster.withStacks(home.resolve("cluster"));
        emulator = Emulators.find();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (operator != null) {
            operator.destroyForcibly().waitFor();
        }
        if (emulator != null) {
            emulator.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aHundredStacksAreMadeInAQuarterOfAGibibyte() throws Exception {
        Process running = launch();

        cluster.kubectl().okWith(stacks(), "apply", "-f", "-");
        awaitReady(running);

        long peak = mebibytes(running);
        System.out.printf("in a cluster: %d stacks, at most %d MiB resident%n", STACKS, peak);
        assertThat(peak).isLessThanOrEqualTo(MOST_MEBIBYTES);
        assertThat(output()).doesNotContain("Exception", "ERROR");
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "deploy/standalone/stockade",
                        "run",
                        "--mode=kubernetes",
                        "--port",
                        String.valueOf(FreePort.find()))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output").toFile());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "KUBECONFIG",
                        cluster.kubeconfig().toString(),
                        "AWS_ENDPOINT_URL",
                        emulator.endpoint().toString(),
                        "AWS_ACCESS_KEY_ID",
                        "AKIDEXAMPLE",
                        "AWS_SECRET_ACCESS_KEY",
                        "example"));
        Process started = builder.start();
        operator = started;
        return started;
    }

    private static String stacks() {
        return IntStream.range(0, STACKS)
                .mapToObj(number -> """
                        apiVersion: stockade.dev/v1alpha1
                        kind: SecureStack
                        metadata: {name: stack-%d}
                        spec: {region: eu-west-1, network: {nat: {mode: None}}}
                        """.formatted(number))
                .collect(Collectors.joining("---\n"));
    }

    private void awaitReady(Process running) throws IOException, InterruptedException {
        while (ready() < READY) {
            assertThat(running.isAlive()).as(output()).isTrue();
        }
    }

    /** How many stacks stand. */
    private long ready() throws IOException, InterruptedException {
        String phases = cluster.kubectl().ok("get", "securestacks", "-o", "jsonpath={.items[*].status.phase}");
        return Stream.of(phases.split(" ")).filter("Ready"::equals).count();
    }

    private String output() throws IOException {
        return Files.readString(home.resolve("output"));
    }

    private static long mebibytes(Process process) throws IOException {
        Matcher matcher = PEAK.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1)) / 1024;
    }
}
