package io.stockade.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.ServiceProcess;
import io.stockade.ServiceProcess.Manner;
import io.stockade.WorldPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do with kubectl, and see, while the packaged program works for their objects. */
class KubectlIT {
    private static final int SPEED = 100;
    private static final String SOON = "--timeout=150s";

    @TempDir
    private static Path home;

    private static RealCluster cluster;
    private static ServiceProcess service;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        cluster = RealCluster.withStacks(home.resolve("cluster"));
        service = new ServiceProcess(home.resolve("service"), Manner.cluster(cluster.kubeconfig(), SPEED));
        service.start();
        assertThat(service.answers()).as(service.output()).isTrue();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (service != null) {
            assertThat(service.terminate()).isIn(0, 143);
            assertThat(service.output()).doesNotContain("Exception", "ERROR");
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "gateway"})
    void anExampleIsBuiltDriftsIsRepairedEditedAndDeleted(String example) throws Exception {
        Kubectl kubectl = cluster.namespace("life-of-" + example);
        String stack = "securestack/" + example;

        kubectl.ok("apply", "-f", Stacks.file(example).toString());
        kubectl.ok("wait", "--for=condition=Ready", stack, SOON);
        assertThat(row(kubectl)).startsWith(example, "True", "False").endsWith("eu-west-1");
        assertThat(kubectl.ok("get", "securestacks", "-o", "wide").lines().findFirst())
                .hasValueSatisfying(header ->
                        assertThat(header).matches("NAME +READY +DRIFTED +SECRETS +CHECKED +REGION +MESSAGE *"));
        awaitDescription(kubectl, stack, "Events:[\\s\\S]*Normal +Ready");

        driftsAndIsRepaired(kubectl, example);

        kubectl.ok("patch", stack, "--type=merge", "-p", "{\"spec\": {\"tags\": {\"team\": \"payments\"}}}");
        long generation = kubectl.object(example).at("/metadata/generation").asLong();
        kubectl.ok("wait", "--for=jsonpath={.status.observedGeneration}=" + generation, stack, SOON);
        kubectl.ok("wait", "--for=condition=Ready", stack, SOON);

        kubectl.ok("delete", stack, SOON);
        assertThat(kubectl.run(null, "get", stack).error()).contains("NotFound");
        assertThat(left(kubectl.namespace() + "/" + example)).isEmpty();
    }

    /** What stands in the sandbox of one stack. */
    private static List<String> left(String stack) throws IOException {
        return WorldPicture.standing(service.world(), new TreeSet<>(Set.of(stack))).stream()
                .filter(thing -> thing.contains(stack))
                .toList();
    }

    /** Reported first, so that it stays for as long as it takes to be seen. */
    private static void driftsAndIsRepaired(Kubectl kubectl, String example) throws Exception {
        String stack = "securestack/" + example;
        kubectl.ok("patch", stack, "--type=merge", "-p", "{\"spec\": {\"drift\": {\"mode\": \"Report\"}}}");
        kubectl.ok("wait", "--for=jsonpath={.status.observedGeneration}=2", stack, SOON);

        assertThat(service.ask("sandbox", "tamper", "delete-route", "--stack", kubectl.namespace() + "/" + example))
                .isZero();
        kubectl.ok("wait", "--for=condition=Drifted=True", stack, SOON);
        assertThat(row(kubectl)).element(2).isEqualTo("True");
        kubectl.ok("patch", stack, "--type=merge", "-p", "{\"spec\": {\"drift\": {\"mode\": \"Correct\"}}}");
        kubectl.ok("wait", "--for=condition=Drifted=False", stack, SOON);
        kubectl.ok("wait", "--for=condition=Ready", stack, SOON);
        awaitDescription(kubectl, stack, "Warning +DriftFound");
        awaitDescription(kubectl, stack, "Normal +DriftGone");
    }

    /** The words of the only line below the header. */
    private static List<String> row(Kubectl kubectl) throws IOException, InterruptedException {
        List<String> lines = kubectl.ok("get", "securestacks").lines().toList();
        assertThat(lines).hasSize(2);
        return List.of(lines.get(1).strip().split(" +"));
    }

    @Test
    void aWatchPrintsEveryTransition() throws Exception {
        Kubectl kubectl = cluster.namespace("watched");
        Path printed = home.resolve("watched");
        Process watch = kubectl.start(printed, "get", "stacks", "-w", "-o", "wide");
        try {
            kubectl.ok("apply", "-f", Stacks.file("minimal").toString());
            kubectl.ok("wait", "--for=condition=Ready", "stack/minimal", SOON);
            assertThat(service.ask("sandbox", "tamper", "open-ssh", "--stack", "watched/minimal"))
                    .isZero();
            awaitLine(printed, "minimal +True +True .*");
            awaitLine(printed, "minimal +True +True .*\\R(minimal .*\\R)*minimal +True +False .*");
        } finally {
            watch.destroy();
        }

        assertThat(printed).content().containsPattern("minimal +False .*\\R(minimal .*\\R)*minimal +True +False");
        kubectl.ok("delete", "stack", "minimal", SOON);
    }

    private static void awaitLine(Path printed, String pattern) throws Exception {
        await(() -> Files.readString(printed), pattern);
    }

    /** Events come after the status that they go with. */
    private static void awaitDescription(Kubectl kubectl, String stack, String pattern) throws Exception {
        await(() -> kubectl.ok("describe", stack), pattern);
    }

    private static void await(Callable<String> look, String pattern) throws Exception {
        Pattern expected = Pattern.compile(pattern);
        long last = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        for (String seen = look.call(); !expected.matcher(seen).find(); seen = look.call()) {
            assertThat(System.nanoTime()).as(pattern + " in\n" + seen).isLessThan(last);
            Thread.sleep(50);
        }
    }

    @Test
    void severalApplyServerSideAndTheStatusIsOurs() throws Exception {
        Kubectl kubectl = cluster.namespace("shared");
        String asTeam = Stacks.manifest("minimal", "{region: eu-west-1, tags: {team: payments}}");
        kubectl.okWith(asTeam, "apply", "--server-side", "--field-manager=team", "-f", "-");
        kubectl.ok("wait", "--for=condition=Ready", "stack/minimal", SOON);

        String asOther = Stacks.manifest("minimal", "{region: eu-west-1, tags: {team: orders}}");
        Kubectl.Said refused = kubectl.run(asOther, "apply", "--server-side", "--field-manager=other", "-f", "-");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.error()).contains("conflict with \"team\": .spec.tags.team");
        kubectl.okWith(asOther, "apply", "--server-side", "--field-manager=other", "--force-conflicts", "-f", "-");
        kubectl.ok("wait", "--for=jsonpath={.status.observedGeneration}=2", "stack/minimal", SOON);
        JsonNode object = kubectl.object("minimal");
        assertThat(object.at("/metadata/finalizers/0").asText()).isEqualTo("stockade.dev/stack");
        assertThat(object.at("/status/memory").asText()).isNotEmpty();
        assertThat(object.at("/spec/tags/team").asText()).isEqualTo("orders");
        kubectl.ok("wait", "--for=condition=Ready", "stack/minimal", SOON);
        kubectl.ok("delete", "stack", "minimal", SOON);
    }

    @Test
    void whatAnotherObjectHasIsWaitedFor() throws Exception {
        Kubectl first = cluster.namespace("first-to-ask");
        Kubectl second = cluster.namespace("second-to-ask");
        String manifest = Stacks.manifest("orders", """
                {region: eu-west-1, network: {cidr: 10.77.0.0/16, zones: 2, nat: {mode: None},
                  tiers: [{name: data, access: Isolated}]}}""");
        first.okWith(manifest, "apply", "-f", "-");
        first.ok("wait", "--for=condition=Ready", "stack/orders", SOON);

        second.okWith(manifest, "apply", "-f", "-");

        second.ok("wait", "--for=condition=Stalled", "stack/orders", SOON);
        awaitDescription(second, "stack/orders", "Warning +ClaimedByOther .*SecureStack first-to-ask/orders");
        assertThat(left("second-to-ask/orders")).isEmpty();
        first.ok("delete", "stack/orders", SOON);
        second.ok("wait", "--for=condition=Ready", "stack/orders", SOON);
        second.ok("delete", "stack/orders", SOON);
        assertThat(left("second-to-ask/orders")).isEmpty();
    }

    @Test
    void aNamespaceThatIsDeletedTakesNoStackAlongUnlessSomebodySaysSo() throws Exception {
        assumeTrue(cluster.hasControllers(), "no kube-controller-manager is there to empty namespaces");
        Kubectl kubectl = cluster.namespace("doomed");
        kubectl.ok("apply", "-f", Stacks.file("minimal").toString());
        kubectl.ok("wait", "--for=condition=Ready", "stack/minimal", SOON);
        List<String> built = left("doomed/minimal");

        kubectl.ok("delete", "namespace", "doomed", "--wait=false");

        kubectl.ok("wait", "--for=condition=Stalled", "stack/minimal", SOON);
        awaitDescription(kubectl, "stack/minimal", "NamespaceTerminating");
        assertThat(left("doomed/minimal")).isEqualTo(built).isNotEmpty();
        kubectl.ok("annotate", "stack/minimal", "stockade.dev/force-delete=minimal");
        kubectl.ok("wait", "--for=delete", "namespace/doomed", SOON);
        assertThat(left("doomed/minimal")).isEmpty();
    }
}
