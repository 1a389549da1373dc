package io.stockade.spec.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stockade.spec.GoldenFolders;
import io.stockade.spec.SecureStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case in {@code valid/} is understood as its {@code out.yaml} says, with all defaults filled in. */
class ValidManifestsTest {
    static List<Path> cases() {
        return GoldenFolders.cases("valid");
    }

    static List<Path> examples() {
        return GoldenFolders.children(GoldenFolders.EXAMPLES);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void understands_the_manifest(Path folder) throws IOException {
        ManifestResult result = ManifestReader.read(folder.resolve("in.yaml"), "in.yaml");

        assertThat(result.problems()).noneMatch(problem -> problem.blocks());
        String understood = ManifestWriter.yaml(result.stack().orElseThrow().withDefaults());
        GoldenFolders.assertMatches(folder.resolve("out.yaml"), understood, "ValidManifestsTest");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writing_and_reading_gives_the_same_stack(Path folder) {
        SecureStack stack = ManifestReader.read(folder.resolve("in.yaml"), "in.yaml")
                .stack()
                .orElseThrow();

        assertSurvivesWriting(stack);
        assertSurvivesWriting(stack.withDefaults());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void json_is_read_like_yaml(Path folder) throws IOException {
        SecureStack stack = ManifestReader.read(folder.resolve("in.yaml"), "in.yaml")
                .stack()
                .orElseThrow();
        JsonNode tree = new YAMLMapper().readTree(ManifestWriter.yaml(stack));

        ManifestResult result = ManifestReader.read(tree.toPrettyString().getBytes(StandardCharsets.UTF_8), "in.json");

        assertThat(result.stack()).contains(stack);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void filling_in_defaults_twice_changes_nothing(Path folder) {
        SecureStack once = ManifestReader.read(folder.resolve("in.yaml"), "in.yaml")
                .stack()
                .orElseThrow()
                .withDefaults();

        assertThat(once.withDefaults()).isEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_is_flawless(Path example) {
        ManifestResult result = ManifestReader.read(example, example.toString());

        assertThat(result.problems()).isEmpty();
        assertThat(result.stack()).isPresent();
    }

    private static void assertSurvivesWriting(SecureStack stack) {
        byte[] written = ManifestWriter.yaml(stack).getBytes(StandardCharsets.UTF_8);
        ManifestResult again = ManifestReader.read(written, "again.yaml");
        assertThat(again.problems()).noneMatch(problem -> problem.blocks());
        assertThat(again.stack()).contains(stack);
    }
}
