package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.AwsSettings;
import io.stockade.memory.StackMemory;
import io.stockade.reconcile.EngineSettings;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.VirtualTime;
import io.stockade.sandbox.world.WorldStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What a wave made waits for the status only where nothing else happens until then. */
class OutcomeTest {
    private static String example(String name) throws IOException {
        return Files.readString(Path.of("docs/examples/" + name + ".yaml"));
    }

    private static List<String> open(FakeCluster cluster, String stack) {
        String text = cluster.status(stack).path(KubeMemoryStore.FIELD).asText();
        if (text.isEmpty()) {
            return List.of();
        }
        StackMemory memory = MemoryText.read(stack, text).memory();
        return memory.resources().entrySet().stream()
                .filter(entry -> entry.getValue().intent() != null)
                .map(entry -> entry.getKey())
                .toList();
    }

    /** The object is read before anything is written to AWS: before a wave, and before the values of secrets. */
    @Test
    void nothingIsAskedForWhileItIsNotKnownToBeMade() throws IOException {
        ClusterLab lab = new ClusterLab();
        String stack = lab.cluster.apply(example("secrets"));
        List<String> unsaved = new ArrayList<>();
        List<Instant> reads = new ArrayList<>();
        lab.cluster.beforeRefresh = () -> {
            reads.add(lab.time.now());
            unsaved.addAll(open(lab.cluster, stack));
        };

        lab.changed(stack, Duration.ofMinutes(1));

        assertThat(lab.sandbox.journal().entries(entry -> entry.action().equals("PutSecretValue")))
                .isNotEmpty();
        assertThat(reads).hasSizeGreaterThan(2);
        assertThat(unsaved).isEmpty();
    }

    /** Fails once, where a pass asks it when to try again what AWS refused. */
    private static final class Broken implements RandomGenerator {
        private boolean failed;

        @Override
        public long nextLong() {
            if (!failed) {
                failed = true;
                throw new IllegalStateException("a defect");
            }
            return 1;
        }
    }

    @Test
    void aDefectAfterAWaveMakesNobodyForgetIt() throws IOException {
        VirtualTime time = new VirtualTime(Instant.parse("2027-01-01T00:00:00Z"));
        Sandbox sandbox = new Sandbox(time, SandboxSettings.defaults(), WorldStore.inMemory());
        FakeCluster cluster = new FakeCluster();
        LabOperator operator = new LabOperator(
                time,
                sandbox,
                cluster,
                cluster,
                new LabOperator.Options(
                        Sandbox.PRINCIPAL,
                        EngineSettings.of("test", false, LabOperator.SWEEP),
                        AwsSettings.STANDARD,
                        new Broken()));
        String stack = cluster.apply(example("minimal"));
        sandbox.faults().once(FaultPoint.action("CreateSubnet"), new Fault.Denied());

        operator.front.changed(stack);
        time.runUntil(time.now().plusSeconds(4));

        assertThat(operator.defects).hasSize(1);
        assertThat(cluster.written).hasSize(2);
        assertThat(open(cluster, stack)).isEmpty();
    }
}
