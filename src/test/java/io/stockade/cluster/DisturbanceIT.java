package io.stockade.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.stockade.ServiceProcess;
import io.stockade.ServiceProcess.Manner;
import io.stockade.WorldPicture;
import io.stockade.kube.RawStack;
import io.stockade.reconcile.ReconcileRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in the middle of a creation: the API server ends, the program is killed, others write all the time. */
class DisturbanceIT {
    private static final int SPEED = 40;
    private static final String SOON = "--timeout=150s";

    /** By others, for each that we are asked to answer. */
    private static final int EDITS = 100;

    private static final int MOST_REQUESTS = 100;

    @TempDir
    private Path home;

    private RealCluster cluster;
    private ServiceProcess service;
    private int edits;
    private final SortedMap<String, SortedSet<String>> made = new TreeMap<>();

    @BeforeEach
    void start() throws IOException, InterruptedException {
        cluster = RealCluster.withStacks(home.resolve("cluster"));
        service = operator("service");
    }

    /** One that runs; another beside it is another process over another sandbox. */
    private ServiceProcess operator(String name) throws IOException, InterruptedException {
        ServiceProcess started = new ServiceProcess(home.resolve(name), Manner.cluster(cluster.kubeconfig(), SPEED));
        started.start();
        assertThat(started.answers()).as(started.output()).isTrue();
        return started;
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (service != null) {
            service.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void theServerEndsAndComesBackInTheMiddleOfACreation() throws Exception {
        cluster.kubectl().ok("apply", "-f", Stacks.file("gateway").toString());
        awaitWrites(15);

        cluster.killServer();
        long before = WorldPicture.writes(service.world());
        cluster.startServer();

        cluster.kubectl().ok("wait", "--for=condition=Ready", "stack/gateway", SOON);
        assertThat(WorldPicture.writes(service.world()))
                .as("it was in the middle")
                .isGreaterThan(before);
        assertMadeOnceAndDeletedWhole();
    }

    @Test
    void theProgramIsKilledInTheMiddleOfACreation() throws Exception {
        cluster.kubectl().ok("apply", "-f", Stacks.file("gateway").toString());
        for (int writes : new int[] {5, 20, 45}) {
            awaitWrites(writes);
            service.kill();
            // Whoever is killed holds the lease for another 90 seconds.
            cluster.kubectl().ok("delete", "lease", "stockade");
            WorldPicture.addMade(service.world(), made);
            service.start();
            assertThat(service.answers()).as(service.output()).isTrue();
        }

        cluster.kubectl().ok("wait", "--for=condition=Ready", "stack/gateway", SOON);

        assertMadeOnceAndDeletedWhole();
    }

    @Test
    void othersWriteTheObjectAllTheTime() throws Exception {
        cluster.kubectl().ok("apply", "-f", Stacks.file("minimal").toString());
        try (KubernetesClient other = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
                .build()) {
            while (!edited(other).equals("Ready")) {
                assertThat(service.running().isAlive()).as(service.output()).isTrue();
            }
            awaitRefusal(other);
        }

        assertMadeOnceAndDeletedWhole();
    }

    /** Whether a write of ours meets one of others is a matter of chance, so we are given more to tell until one did. */
    private void awaitRefusal(KubernetesClient other) throws IOException, InterruptedException {
        for (int request = 1; conflicts() == 0; request++) {
            assertThat(request).as("requests without an answer 409 to us").isLessThan(MOST_REQUESTS);
            annotate(other, ReconcileRequest.ANNOTATION, request);
            for (int edit = 0; edit < EDITS; edit++) {
                String unused = edited(other);
            }
        }
    }

    /** The phase of the stack, which somebody has just edited. */
    private String edited(KubernetesClient client) {
        edits++;
        JsonNode status = annotate(client, "example.com/edit", edits).getStatus();
        return status == null ? "" : status.path("phase").asText();
    }

    private static RawStack annotate(KubernetesClient client, String annotation, int value) {
        return client.resources(RawStack.class)
                .inNamespace("default")
                .withName("minimal")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\": {\"annotations\": {\"" + annotation + "\": \"" + value + "\"}}}");
    }

    /** How many of our writes of a status the server refused since others wrote in between. */
    private long conflicts() throws IOException, InterruptedException {
        Matcher line = Pattern.compile(
                        "apiserver_request_total\\{code=\"409\".*resource=\"securestacks\".*subresource=\"status\".*verb=\"PUT\".*} (\\d+)")
                .matcher(cluster.kubectl().ok("get", "--raw", "/metrics"));
        return line.find() ? Long.parseLong(line.group(1)) : 0;
    }

    private void awaitWrites(int wanted) throws IOException, InterruptedException {
        while (!Files.exists(service.world()) || WorldPicture.writes(service.world()) < wanted) {
            assertThat(service.running().isAlive()).as(service.output()).isTrue();
            Thread.sleep(5);
        }
    }

    private void assertMadeOnceAndDeletedWhole() throws IOException, InterruptedException {
        assertThat(service.terminate()).isIn(0, 143);
        WorldPicture.addMade(service.world(), made);
        assertThat(made).isNotEmpty();
        made.forEach((thing, ids) -> assertThat(ids).as(thing).hasSize(1));
        assertThat(service.output()).doesNotContain("Exception", "ERROR");
        service.start();
        assertThat(service.answers()).as(service.output()).isTrue();
        cluster.kubectl().ok("delete", "securestacks", "--all", SOON);
        assertThat(WorldPicture.tagged(service.world())).allMatch(row -> row.matches(".* (deleted|terminated)"));
    }
}
