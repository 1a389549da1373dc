package io.stockade.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the programs of an API server are looked for. */
class KubernetesBinariesTest {
    @TempDir
    Path home;

    @Test
    void nothingIsFoundWhereNothingIs() {
        assertThat(KubernetesBinaries.find(Map.of(), home)).isEmpty();
    }

    @Test
    void whatIsNamedGoesFirstAndMustBeWhole() throws IOException {
        Path named = programs(home.resolve("named"));
        Path other = programs(home.resolve("other/k8s/1.34.4-linux-amd64"));
        Map<String, String> both = Map.of(
                "KUBEBUILDER_ASSETS",
                named.toString(),
                "KUBE_API_TEST_DIR",
                home.resolve("other").toString());

        assertThat(KubernetesBinaries.find(both, home)).contains(new KubernetesBinaries(named));

        Files.delete(named.resolve("etcd"));
        assertThatThrownBy(() -> KubernetesBinaries.find(both, home))
                .hasMessageContaining(named + ", which has no etcd");
        assertThat(other).exists();
    }

    @Test
    void theNewestVersionIsTaken() throws IOException {
        programs(home.resolve(".kubeapitest/k8s/1.9.11-linux-amd64"));
        Path newest = programs(home.resolve(".kubeapitest/k8s/1.34.4-linux-amd64"));
        Files.createDirectories(home.resolve(".kubeapitest/k8s/1.35.0-linux-amd64"));

        assertThat(KubernetesBinaries.find(Map.of(), home)).contains(new KubernetesBinaries(newest));
        assertThat(new KubernetesBinaries(newest).hasControllerManager()).isFalse();
    }

    private static Path programs(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String program : new String[] {"etcd", "kube-apiserver", "kubectl"}) {
            boolean executable =
                    Files.createFile(folder.resolve(program)).toFile().setExecutable(true);
            assertThat(executable).isTrue();
        }
        return folder;
    }
}
