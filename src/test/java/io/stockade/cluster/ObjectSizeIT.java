package io.stockade.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stockade.ServiceProcess;
import io.stockade.ServiceProcess.Manner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many bytes the server keeps of an object, with all that kubectl and the server itself add to it. */
class ObjectSizeIT {
    private static final int MOST_BYTES = 16 * 1024;
    private static final int LOOKS_WITHOUT_NEWS = 25;
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String PATH = "/apis/stockade.dev/v1alpha1/namespaces/%s/securestacks/%s";

    @TempDir
    private Path home;

    @Test
    void everyExampleIsAlwaysSmall() throws Exception {
        try (RealCluster cluster = RealCluster.withStacks(home.resolve("cluster"));
                ServiceProcess service =
                        new ServiceProcess(home.resolve("service"), Manner.cluster(cluster.kubeconfig(), 100))) {
            service.start();
            for (String example : Stacks.EXAMPLES) {
                int largest = largest(cluster, Stacks.file(example));

                System.err.println("largest object of " + example + ": " + largest + " bytes");
                assertThat(largest).as(example).isLessThan(MOST_BYTES);
            }
        }
    }

    /** From its creation until nothing has come of anything for a while; of a stack that may begin at once. */
    private static int largest(RealCluster cluster, Path example) throws IOException, InterruptedException {
        ObjectNode manifest = (ObjectNode) YAML.readTree(example.toFile());
        ((ObjectNode) manifest.get("spec")).remove("pause");
        String name = manifest.at("/metadata/name").asText();
        Kubectl kubectl = cluster.existing(manifest.at("/metadata/namespace").asText("default"));
        kubectl.okWith(manifest.toString(), "apply", "-f", "-");
        int largest = 0;
        int looks = 0;
        int ready = 0;
        while (ready < 30 || looks < LOOKS_WITHOUT_NEWS) {
            String stored = kubectl.ok("get", "--raw", PATH.formatted(kubectl.namespace(), name));
            largest = Math.max(largest, stored.getBytes(StandardCharsets.UTF_8).length);
            int now = YAML.readTree(stored).at("/status/resources/ready").asInt();
            looks = now == ready ? looks + 1 : 0;
            ready = now;
        }
        // An account has few addresses.
        kubectl.ok("delete", "securestack", name, "--timeout=150s");
        return largest;
    }
}
