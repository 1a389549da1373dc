package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.AwsSettings;
import io.stockade.aws.call.BucketSizes;
import io.stockade.graph.ResourceKind.Identity;
import io.stockade.plan.Change;
import io.stockade.plan.Plan;
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
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /**
     * What one write was for.
     *
     * @param told whether the status says something that it didn't say before
     * @param remembered whether the memory is another than before
     * @param open how many creations are announced in it, and not known to have ended
     */
    private record Write(boolean told, boolean remembered, long open) {
        static List<Write> all(List<RawStack> written) {
            return IntStream.range(0, written.size())
                    .mapToObj(index -> of(index == 0 ? null : written.get(index - 1), written.get(index)))
                    .toList();
        }

        private static Write of(@Nullable RawStack before, RawStack after) {
            String memory = memory(after);
            return new Write(
                    !status(before).equals(status(after)),
                    !memory(before).equals(memory),
                    MemoryText.read("the stack", memory).memory().resources().values().stream()
                            .filter(each -> each.intent() != null)
                            .count());
        }

        private static String memory(@Nullable RawStack object) {
            return object == null
                    ? ""
                    : StackObject.status(object).path(KubeMemoryStore.FIELD).asText();
        }

        /** As text, since numbers that were read are other nodes than those that were written. */
        private static String status(@Nullable RawStack object) {
            return object == null
                    ? "{}"
                    : StackObject.status(object)
                            .without(List.of(KubeMemoryStore.FIELD))
                            .toString();
        }

        /** Whether it was before a wave. */
        boolean announces() {
            return remembered && open > 0;
        }
    }

    @ParameterizedTest
    @CsvSource({"OPEN_SSH, 2, 0", "DELETE_ROUTE, 2, 0", "REMOVE_TAGS, 2, 0"})
    void aTransitionIsOneWrite(Tamper drift, int transitions, int waves) throws IOException {
        ClusterLab lab = new ClusterLab();
        String stack = lab.cluster.apply(Files.readString(Path.of("docs/examples/minimal.yaml")));
        lab.changed(stack, Duration.ofMinutes(40));
        int built = lab.cluster.written.size();
        lab.tamper(stack, drift);

        lab.pass(Duration.ofMinutes(10));

        List<Write> written = Write.all(lab.cluster.written).subList(built, lab.cluster.written.size());
        assertThat(written.stream().filter(Write::told))
                .as("found, and gone: " + lab.cluster.events)
                .hasSize(transitions);
        assertThat(written.stream().filter(write -> !write.told()))
                .as("one for each wave that makes something with an id")
                .hasSize(waves);
    }

    /** Whether a wave makes something that nobody would know of if the reply were lost. */
    private static boolean mustBeAnnounced(Plan wave) {
        return wave.changes().stream()
                .filter(change -> change.action() == Change.Action.CREATE)
                .map(change -> change.address().kind().identity())
                .anyMatch(identity -> identity == Identity.TAGGED || identity == Identity.NAMED);
    }

    /**
     * Before a wave that makes something there is one write, of the memory alone. What came of it is written with the
     * status that tells of it, which is the one write of a transition.
     */
    @ParameterizedTest
    @ValueSource(strings = {"minimal", "orders", "gateway", "isolated"})
    void aCreationIsAnnouncedOnceForEachWaveAndToldOnceForEachTransition(String example) throws IOException {
        ClusterLab lab = new ClusterLab();
        String stack = lab.cluster.apply(Files.readString(Path.of("docs/examples/" + example + ".yaml")));

        lab.changed(stack, Duration.ofMinutes(40));

        List<Write> written = Write.all(lab.cluster.written);
        long announcements = written.stream().filter(Write::announces).count();
        assertThat(lab.status(stack).resources().ready()).isGreaterThan(20);
        assertThat(announcements)
                .isPositive()
                .isLessThanOrEqualTo(lab.waves().stream()
                        .filter(ClusterWritesTest::mustBeAnnounced)
                        .count());
        assertThat(written.stream().filter(write -> !write.told()))
                .as("of the memory alone")
                .hasSize((int) announcements);
        assertThat(written.stream().filter(Write::told))
                .as("statuses: " + lab.told())
                .hasSameSizeAs(lab.told())
                .noneMatch(Write::announces);
        assertThat(lab.told()).doesNotHaveDuplicates();
    }

    @Test
    void anHourInWhichNothingHappensToAThousandStacksWritesNothing() {
        Fleet.World world = Fleet.World.of(SMALL, "small", STACKS);
        FakeCluster cluster = new FakeCluster();
        cluster.uid = name -> "uid-" + name;
        VirtualTime time = new VirtualTime(world.now());
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

    private static LabOperator.Options unthrottled() {
        BucketSizes.Size wide = new BucketSizes.Size(1_000_000, 1_000_000);
        return new LabOperator.Options(
                Sandbox.PRINCIPAL,
                EngineSettings.of("test", false, SWEEP),
                new AwsSettings(new BucketSizes(Map.of(), wide, wide), "/"),
                new Random(1));
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
