package io.stockade.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.ServiceProcess;
import io.stockade.ServiceProcess.Manner;
import io.stockade.emulator.Emulator;
import io.stockade.emulator.Emulators;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Two programs for one cluster and one AWS: the one that leads is lost in the middle of a creation. */
class LeaderLossIT {
    private static final String SOON = "--timeout=170s";
    private static final AwsBasicCredentials SOMEBODY = AwsBasicCredentials.create("AKIDEXAMPLE", "example");

    @TempDir
    private Path home;

    private Emulator emulator;
    private RealCluster cluster;
    private ServiceProcess first;
    private ServiceProcess second;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        cluster = RealCluster.withStacks(home.resolve("cluster"));
        emulator = Emulators.find();
        first = operator("first");
        awaitHolder();
        second = operator("second");
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (ServiceProcess each : new ServiceProcess[] {first, second}) {
            if (each != null) {
                each.close();
            }
        }
        if (emulator != null) {
            emulator.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void theOneThatLeadsIsKilled() throws Exception {
        cluster.kubectl().ok("apply", "-f", Stacks.file("minimal").toString());
        awaitVpc();

        first.kill();

        cluster.kubectl().ok("wait", "--for=condition=Ready", "stack/minimal", SOON);
        assertThat(lease("{.spec.leaseTransitions}")).isEqualTo("1");
        assertThat(standing()).containsExactly(1, 1, 1);
        cluster.kubectl().ok("delete", "securestack", "minimal", SOON);
        assertThat(standing()).containsExactly(0, 0, 0);
        assertThat(second.output()).doesNotContain("Exception", "ERROR");
    }

    @Test
    void theOneThatLeadsIsToldToEnd() throws Exception {
        cluster.kubectl().ok("apply", "-f", Stacks.file("minimal").toString());
        awaitVpc();

        assertThat(first.terminate()).isIn(0, 143);

        cluster.kubectl().ok("wait", "--for=condition=Ready", "stack/minimal", SOON);
        assertThat(standing()).containsExactly(1, 1, 1);
        assertThat(first.output() + second.output()).doesNotContain("Exception", "ERROR");
    }

    private ServiceProcess operator(String name) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "AWS_ENDPOINT_URL",
                emulator.endpoint().toString(),
                "AWS_ACCESS_KEY_ID",
                SOMEBODY.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                SOMEBODY.secretAccessKey());
        ServiceProcess started =
                new ServiceProcess(home.resolve(name), Manner.clusterInAws(cluster.kubeconfig(), environment));
        started.start();
        assertThat(started.answers()).as(started.output()).isTrue();
        return started;
    }

    private void awaitHolder() throws IOException, InterruptedException {
        while (lease("{.spec.holderIdentity}").isEmpty()) {
            assertThat(first.running().isAlive()).as(first.output()).isTrue();
        }
    }

    private String lease(String path) throws IOException, InterruptedException {
        return cluster.kubectl()
                .run(null, "get", "lease", "stockade", "-o", "jsonpath=" + path)
                .out();
    }

    private void awaitVpc() throws IOException {
        while (standing().get(0) == 0) {
            assertThat(first.running().isAlive()).as(first.output()).isTrue();
        }
    }

    /** How many VPCs, internet gateways and addresses the stack has: what AWS makes anew at every call. */
    private List<Integer> standing() {
        Filter ours = Filter.builder()
                .name("tag:stockade.dev/stack")
                .values("default/minimal")
                .build();
        try (Ec2Client ec2 = Ec2Client.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(SOMEBODY))
                .httpClient(Apache5HttpClient.create())
                .build()) {
            return List.of(
                    ec2.describeVpcs(request -> request.filters(ours)).vpcs().size(),
                    ec2.describeInternetGateways(request -> request.filters(ours))
                            .internetGateways()
                            .size(),
                    ec2.describeAddresses(request -> request.filters(ours))
                            .addresses()
                            .size());
        }
    }
}
