package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.AwsSettings;
import io.stockade.aws.call.BucketSizes;
import io.stockade.reconcile.EngineSettings;
import io.stockade.sandbox.JournalEntry;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.Tamper;
import io.stockade.sandbox.settings.Quotas;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.VirtualTime;
import io.stockade.simulation.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often objects are written: everybody in the cluster pays for that. */
class ClusterWritesTest {
    private static final int STACKS = 1_000;

    /** Longer than the service's own, since nothing is found that many times either. */
    private static final Duration SWEEP = Duration.ofMinutes(10);

    /** As small as a stack can be: what is counted is the same for all. */
    private static final String SMALL = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata:
              name: small
            spec:
              region: eu-west-1
              network: {zones: 2, nat: {mode: None}, tiers: [{name: data, access: Isolated}], endpoints: []}
            """;

    /** Whether a write was for the memory; one for the status leaves that as it is. */
    private static boolean ofMemory(List<RawStack> written, int index) {
        Object before =
                index == 0 ? null : StackObject.status(written.get(index - 1)).get(KubeMemoryStore.FIELD);
        return !Objects.equals(before, StackObject.status(written.get(index)).get(KubeMemoryStore.FIELD));
    }

    @ParameterizedTest
    @CsvSource({"OPEN_SSH, 2, 0", "DELETE_ROUTE, 2, 0", "REMOVE_TAGS, 2, 0"})
    void aTransitionIsOneWriteOfTheStatus(Tamper drift, int transitions, int waves) throws IOException {
        try (ClusterLab lab = new ClusterLab()) {
            String stack = lab.cluster.apply(Files.readString(Path.of("docs/examples/minimal.yaml")));
            lab.changed(stack, Duration.ofMinutes(40));
            int built = lab.cluster.written.size();
            lab.tamper(stack, drift);

            lab.pass(Duration.ofMinutes(10));

            List<RawStack> written = lab.cluster.written;
            int memory = 0;
            for (int index = built; index < written.size(); index++) {
                memory += ofMemory(written, index) ? 1 : 0;
            }
            assertThat(written.size() - built - memory)
                    .as("found, and gone: " + lab.cluster.events)
                    .isEqualTo(transitions);
            assertThat(memory)
                    .as("one for each wave that makes something with an id")
                    .isEqualTo(waves);
        }
    }

    @Test
    void anHourInWhichNothingHappensToAThousandStacksWritesNothing() {
        Fleet.World world = Fleet.World.of(SMALL, "small", STACKS);
        FakeCluster cluster = new FakeCluster();
        cluster.uid = name -> "uid-" + name;
        try (VirtualTime time = new VirtualTime(world.now())) {
            Sandbox sandbox = new Sandbox(
                    time, SandboxSettings.defaults().withQuotas(Quotas.raised()).withThrottling(false), world.store());
            LabOperator operator = new LabOperator(time, sandbox, cluster, cluster, unthrottled());
            Fleet.texts(SMALL, "small", STACKS).forEach(text -> operator.front.changed(cluster.apply(text)));
            minutes(operator, time, 15);
            assertThat(cluster.all())
                    .hasSize(STACKS)
                    .allMatch(object -> StatusJson.read(StackObject.status(object))
                            .filter(status -> status.is("Ready"))
                            .isPresent());
            int before = cluster.written.size();

            minutes(operator, time, 60);

            assertThat(cluster.written).hasSize(before);
            assertThat(cluster.events).extracting(event -> event.reason()).containsOnly("Ready");
            assertThat(sandbox.journal().entries(JournalEntry::mutating)).isEmpty();
            assertThat(operator.defects).isEmpty();
        }
    }

    private static LabOperator.Options unthrottled() {
        BucketSizes.Size wide = new BucketSizes.Size(1_000_000, 1_000_000);
        return new LabOperator.Options(
                Sandbox.PRINCIPAL,
                EngineSettings.of("test", false, SWEEP),
                new AwsSettings(new BucketSizes(Map.of(), wide, wide), "/"));
    }

    private static void minutes(LabOperator operator, VirtualTime time, int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            for (int tick = 0; tick < 6; tick++) {
                operator.front.sweep();
                time.runUntil(time.now().plusSeconds(10));
            }
            operator.front.beat();
        }
    }
}
