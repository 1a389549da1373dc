package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.status.StackStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How large objects become by what we write into them, at any time of their lives. */
class ObjectSizeTest {
    private final ClusterLab lab = new ClusterLab();

    @AfterEach
    void stop() {
        lab.close();
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

    private static int bytes(JsonNode tree) {
        return tree.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
