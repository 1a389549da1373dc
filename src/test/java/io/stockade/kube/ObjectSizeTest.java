package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.memory.SecretMemory;
import io.stockade.memory.StackMemory;
import io.stockade.memory.StackMemory.Intent;
import io.stockade.memory.StackMemory.ResourceMemory;
import io.stockade.sandbox.settings.Quotas;
import io.stockade.status.StackStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How large objects become by what we write into them, at any time of their lives. */
class ObjectSizeTest {
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00.123Z");

    /** What JSON puts around the memory. */
    private static final int AROUND_MEMORY = ",\"memory\":\"\"".length();

    private final ClusterLab lab = new ClusterLab(Quotas.raised());

    @AfterEach
    void stop() {
        assertThat(lab.defects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "orders", "secrets", "gateway", "isolated"})
    void anObjectIsNeverLarge(String name) throws IOException {
        String stack = lab.cluster.apply(Files.readString(Path.of("docs/examples/" + name + ".yaml")));
        lab.changed(stack, Duration.ofMinutes(40));

        StackStatus.Resources built = lab.status(stack).resources();
        // A secret waits for a person to fill it, and what needs its value waits with it.
        assertThat(built.ready()).isGreaterThanOrEqualTo(built.total() - 3).isGreaterThan(30);
        int largest = lab.cluster.written.stream()
                .mapToInt(object -> bytes(object.getStatus()))
                .max()
                .orElseThrow();
        // What a server and kubectl add to the largest of them is measured on a real server: ObjectSizeIT.
        assertThat(largest).as("status with memory, whenever it was written").isLessThan(10 * 1024);
        assertThat(lab.cluster.size(stack)).isLessThan(12 * 1024);
    }

    /** Some 400 resources, 40 of them secrets: texts and lists go from the status, but nothing from the memory. */
    @Test
    void aLargeStackIsToldInAsFewBytesAndRememberedInFewForEachResource() {
        String stack = lab.cluster.apply(LargeStack.manifest());
        lab.changed(stack, Duration.ofMinutes(10));

        StackStatus.Resources built = lab.status(stack).resources();
        assertThat(built.ready()).isEqualTo(built.total()).isGreaterThan(300);
        assertThat(lab.told()).as("what is too long").anyMatch(status -> status.shortened() != null);
        assertThat(lab.cluster.written).allSatisfy(object -> {
            int memory = object.getStatus().path(KubeMemoryStore.FIELD).asText().length();
            assertThat(bytes(object.getStatus()) - memory)
                    .as("status without memory")
                    .isLessThanOrEqualTo(16 * 1024 + AROUND_MEMORY);
            assertThat(memory).as("memory").isLessThan(40 * built.total());
        });
    }

    /**
     * A manifest that is as large as the schema lets it be has 1.1 MB (SchemaIT has a server take it) and makes fewer than
     * 3,000 resources; etcd takes 1.5 MiB. Ids, digests and nonces are drawn by lot, since nothing packs them.
     */
    @Test
    void theMemoryOfTheLargestStackThereCanBeLeavesRoomForItsManifest() {
        Random random = new Random(1);
        SortedMap<String, ResourceMemory> resources = new TreeMap<>();
        for (int index = 0; index < 3_000; index++) {
            String group = "g".repeat(57) + String.format("%06d", random.nextInt(100));
            String digest = Long.toHexString(random.nextLong());
            resources.put(
                    "SecurityGroupRule/" + group + ":in:tcp:" + index + ":" + group,
                    new ResourceMemory(
                            1,
                            "sgr-0" + Long.toHexString(random.nextLong()),
                            new Intent(new UUID(random.nextLong(), random.nextLong()).toString(), NOW, digest),
                            digest));
        }
        SortedMap<String, SecretMemory> secrets = new TreeMap<>();
        for (int index = 0; index < 100; index++) {
            secrets.put("s".repeat(57) + index, SecretMemory.fresh(NOW));
        }

        String text = MemoryText.write(
                StackMemory.fresh("uid").withResources(resources).withSecrets(secrets), 1);

        assertThat(text.length()).isLessThan(384 * 1024);
    }

    private static int bytes(JsonNode tree) {
        return tree.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
