package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockade.spec.GoldenFolders;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.ManifestReader;
import io.stockade.status.StackStatus.Condition;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Every malformed manifest that can be an object, whether or not a server refuses it today: the object is stalled in the
 * words of {@code stockade validate}, and AWS is not asked for anything.
 */
class MalformedObjectsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_PROBLEMS = 10;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final String WARNING = "warning: ";

    /**
     * What these files are blamed for is how they are written, in which line something stands, or what other files say;
     * their objects are judged by what they say, in the words that the same object as a file of JSON gets.
     */
    private static final Set<String> WRITTEN_OTHERWISE = Set.of(
            "alias-and-anchor/in.yaml",
            "duplicate-field/in.yaml",
            "duplicate-keys/in.yaml",
            "folder-overlap/in-b.yaml",
            "folder-same-name/in-a.yaml",
            "folder-same-name/in-b.yaml",
            "merge-key/in.yaml",
            "numbers-not-decimal/in.yaml",
            "object-as-name/in.yaml",
            "rotation-function-doubtful/in.yaml",
            "second-document/in.yaml",
            "secret-names/in.yaml",
            "secret-replicas/in.yaml",
            "too-large/in.yaml",
            "unquoted-account-too-short/in.yaml");

    private final ClusterLab lab = new ClusterLab();

    @AfterEach
    void stop() {
        assertThat(lab.defects()).isEmpty();
    }

    static Stream<Path> objects() {
        return inputs().filter(input -> object(input).isPresent());
    }

    @ParameterizedTest
    @MethodSource("objects")
    void anObjectIsStalledInTheWordsOfTheCommandLine(Path input) throws IOException {
        boolean otherwise = WRITTEN_OTHERWISE.contains(name(input));
        List<String> problems = otherwise ? problems(object(input).orElseThrow()) : problems(input);

        String stack = lab.cluster.apply(object(input).orElseThrow().toString());
        lab.changed(stack, Duration.ofSeconds(5));

        Optional<Condition> stalled = lab.status(stack)
                .condition("Stalled")
                .filter(each -> each.reason().equals("InvalidManifest"));
        if (problems.isEmpty()) {
            assertThat(stalled).isEmpty();
        } else {
            assertThat(stalled.orElseThrow().message()).isEqualTo(message(problems));
            assertThat(lab.sandbox.journal().entries(entry -> true)).isEmpty();
        }
    }

    @Test
    void theOthersAreNoObjects() {
        Set<String> others = new TreeSet<>();
        inputs().filter(input -> object(input).isEmpty()).forEach(input -> others.add(name(input)));

        assertThat(others)
                .containsExactly(
                        "broken-json/in.json",
                        "broken-yaml/in.yaml",
                        "control-character/in.yaml",
                        "custom-tag/in.yaml",
                        "empty-file/in.yaml",
                        "json-cut-short/in.json",
                        "list-at-top/in.yaml",
                        "missing-everything/in.yaml",
                        "missing-name/in.yaml",
                        "names/in.yaml",
                        "not-utf8/in.yaml",
                        "only-comments/in.yaml",
                        "other-kind/in.yaml",
                        "tab-indentation/in.yaml",
                        "text-at-top/in.yaml",
                        "unclosed-quote/in.yaml",
                        "utf16/in.yaml",
                        "wrong-kind/in.yaml",
                        "wrong-version/in.yaml");
    }

    private static String message(List<String> problems) {
        String shown = String.join("\n", problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())));
        int more = problems.size() - MOST_PROBLEMS;
        return more > 0 ? shown + "\nand " + more + " more" : shown;
    }

    /** What is wrong with a file in the golden case, without the place in it. */
    private static List<String> problems(Path input) throws IOException {
        String file = input.getFileName().toString();
        return Files.readAllLines(input.resolveSibling("out.txt")).stream()
                .filter(line -> line.startsWith(file + ":"))
                .map(line -> line.substring(line.indexOf(": ") + 2))
                .filter(problem -> !problem.startsWith(WARNING))
                .toList();
    }

    /** What is wrong with the same as JSON. */
    private static List<String> problems(JsonNode object) {
        return ManifestReader.read(object.toString().getBytes(StandardCharsets.UTF_8), "in.json").problems().stream()
                .filter(SpecProblem::blocks)
                .map(problem -> problem.at("", 0, 0).text())
                .toList();
    }

    private static Stream<Path> inputs() {
        return GoldenFolders.cases("malformed").stream()
                .flatMap(folder -> GoldenFolders.children(folder).stream())
                .filter(file -> file.getFileName().toString().startsWith("in"));
    }

    /** What kubectl would send; empty where that is nothing, or where any server refuses it, whatever its schema says. */
    private static Optional<JsonNode> object(Path input) {
        // The loader that takes YAML as kubectl does: with aliases, merges, octal numbers, and the later of two.
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        try (Reader text = Files.newBufferedReader(input)) {
            JsonNode tree = input.toString().endsWith(".json")
                    ? JSON.readTree(text)
                    : JSON.valueToTree(yaml.loadAll(text).iterator().next());
            boolean served = tree.path("apiVersion").asText().equals(SecureStack.API_VERSION)
                    && tree.path("kind").asText().equals(SecureStack.KIND)
                    && NAME.matcher(tree.at("/metadata/name").asText()).matches();
            return served ? Optional.of(tree) : Optional.empty();
        } catch (YAMLException | JsonProcessingException | CharacterCodingException | NoSuchElementException noObject) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String name(Path input) {
        return input.getName(input.getNameCount() - 2) + "/" + input.getFileName();
    }
}
