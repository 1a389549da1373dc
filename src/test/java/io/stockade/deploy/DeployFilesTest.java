package io.stockade.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stockade.spec.GoldenFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What lies below {@code deploy} twice is the same in both places. */
class DeployFilesTest {
    private static final Path KUBERNETES = Path.of("deploy/kubernetes");
    private static final String CRD = "securestacks.stockade.dev.yaml";
    private static final Path VALUES = Path.of("src/test/resources/io/stockade/deploy");
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void manifestsAreWhatHelmRenders() throws IOException {
        String header =
                "# Rendered from deploy/helm/stockade with its own values; don't edit. DeployFilesTest says how to"
                        + " make it anew.\n";

        GoldenFolders.assertMatches(KUBERNETES.resolve("stockade.yaml"), header + Chart.rendered(), "DeployFilesTest");
    }

    @Test
    void otherValuesAreRenderedAsReviewed() throws IOException {
        for (Path values : GoldenFolders.children(VALUES)) {
            GoldenFolders.assertMatches(
                    values.resolve("out.yaml"), Chart.rendered(values.resolve("values.yaml")), "DeployFilesTest");
        }
    }

    @Test
    void everyCopyOfTheDefinitionIsTheSame() throws IOException {
        String definition = Files.readString(Path.of("crds").resolve(CRD));

        GoldenFolders.assertMatches(Chart.FOLDER.resolve("crds").resolve(CRD), definition, "DeployFilesTest");
        GoldenFolders.assertMatches(KUBERNETES.resolve(CRD), definition, "DeployFilesTest");
    }

    @Test
    void theKustomizationNamesEveryFile() throws IOException {
        JsonNode kustomization =
                YAML.readTree(KUBERNETES.resolve("kustomization.yaml").toFile());

        List<String> named = Chart.texts(kustomization.path("resources")).toList();

        try (Stream<Path> files = Files.list(KUBERNETES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> !name.equals("kustomization.yaml"))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void theChartIsOfThisRelease() throws IOException {
        String release = Poms.version(Path.of("pom.xml"));

        JsonNode chart = YAML.readTree(Chart.FOLDER.resolve("Chart.yaml").toFile());

        assertThat(chart.path("appVersion").asText()).isEqualTo(release);
        assertThat(release).startsWith(chart.path("version").asText());
        assertThat(Poms.version(Path.of("deploy/image/pom.xml"))).isEqualTo(release);
    }
}
