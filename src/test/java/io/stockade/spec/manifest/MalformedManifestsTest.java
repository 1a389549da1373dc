package io.stockade.spec.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.spec.GoldenFolders;
import io.stockade.spec.SpecProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case in {@code malformed/} gives exactly the messages in its {@code out.txt}; a new case is a new folder. */
class MalformedManifestsTest {
    static List<Path> cases() {
        return GoldenFolders.cases("malformed");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void says_everything_that_is_wrong(Path folder) throws IOException {
        List<Path> inputs = GoldenFolders.children(folder).stream()
                .filter(file -> file.getFileName().toString().startsWith("in"))
                .toList();

        List<SpecProblem> problems = problems(inputs);

        assertThat(problems).isNotEmpty().allSatisfy(MalformedManifestsTest::hasItsPlace);
        String text = problems.stream().map(problem -> problem.text() + "\n").collect(Collectors.joining());
        GoldenFolders.assertMatches(folder.resolve("out.txt"), text, "MalformedManifestsTest");
    }

    private static List<SpecProblem> problems(List<Path> inputs) {
        List<SpecProblem> problems = new ArrayList<>();
        List<ReadManifest> sound = new ArrayList<>();
        for (Path input : inputs) {
            ManifestResult result =
                    ManifestReader.read(input, input.getFileName().toString());
            problems.addAll(result.problems());
            result.manifest().ifPresent(sound::add);
        }
        problems.addAll(FolderRules.check(sound));
        return problems;
    }

    private static void hasItsPlace(SpecProblem problem) {
        assertThat(problem.line()).isPositive();
        assertThat(problem.column()).isPositive();
        assertThat(problem.text()).doesNotContain("\n", "Exception");
    }
}
