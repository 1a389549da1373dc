package io.stockade.spec.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.TierAccess;
import io.stockade.spec.rules.SpecRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers of the reader rely on. */
class ManifestReaderTest {
    private static final String SOUND = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: orders, namespace: payments}
            spec: {region: eu-west-1, network: {nat: {mode: None}}}
            """;

    @Test
    void keeps_what_was_written_apart_from_defaults() {
        SecureStack stack = read(SOUND).stack().orElseThrow();

        assertThat(stack.key()).isEqualTo("payments/orders");
        assertThat(stack.spec().environment()).isNull();
        assertThat(stack.environmentOrDefault()).isEqualTo("payments");
        assertThat(stack.spec().networkOrDefault().tiers()).isNull();
        assertThat(stack.spec().networkOrDefault().tiersOrDefault()).hasSize(3);
    }

    @Test
    void a_private_tier_without_nat_is_in_effect_isolated_and_only_warned_of() {
        ManifestResult result = read(SOUND);

        assertThat(result.problems()).hasSize(1).noneMatch(SpecProblem::blocks);
        var network = result.stack().orElseThrow().spec().networkOrDefault();
        assertThat(network.tiersOrDefault())
                .extracting(network::effectiveAccess)
                .containsExactly(TierAccess.PUBLIC, TierAccess.ISOLATED, TierAccess.ISOLATED);
    }

    @Test
    void a_stack_from_kubernetes_is_judged_by_the_same_rules_without_lines() {
        SecureStack stack = read(SOUND).stack().orElseThrow();

        assertThat(SpecRules.check(stack))
                .extracting(SpecProblem::text)
                .containsExactly(
                        "warning: spec.network.tiers[1].access: 'private' is in effect Isolated, because nat.mode is None");
    }

    @Test
    void a_file_has_an_end_and_so_has_what_is_said_of_it() {
        ManifestResult endless = read(SOUND + "links: [" + "{}, ".repeat(TreeBuilder.MOST_VALUES) + "]\n");
        ManifestResult crowded =
                read(SOUND.replace("region: eu-west-1", "region: eu-west-1, links: [" + "{}, ".repeat(9_000) + "]"));

        assertThat(endless.problems())
                .extracting(SpecProblem::text)
                .containsExactly("stack.yaml:5: has more than 20000 names and values");
        assertThat(crowded.problems().get(0).text()).endsWith("spec.links: has 9000 items; expected at most 500");
        assertThat(crowded.problems()).noneMatch(problem -> problem.path().equals("spec.links[500].from"));
    }

    @Test
    void a_file_that_cannot_be_read_is_a_problem_and_no_exception(@TempDir Path folder) {
        ManifestResult missing = ManifestReader.read(folder.resolve("missing.yaml"), "missing.yaml");
        ManifestResult directory = ManifestReader.read(folder, "folder.yaml");

        assertThat(missing.problems())
                .extracting(SpecProblem::text)
                .containsExactly("missing.yaml:1: can't be read: NoSuchFileException");
        assertThat(directory.problems()).hasSize(1).allMatch(SpecProblem::blocks);
    }

    @Test
    void problems_have_columns() {
        ManifestResult result = read(SOUND.replace("region", "regoin"));

        assertThat(result.problems()).filteredOn(SpecProblem::blocks).first().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(4);
            assertThat(problem.path()).isEqualTo("spec.region");
        });
        assertThat(result.problems()).anySatisfy(problem -> {
            assertThat(problem.column()).isEqualTo(8);
            assertThat(problem.nearest()).isEqualTo("region");
        });
    }

    private static ManifestResult read(String text) {
        return ManifestReader.read(text.getBytes(StandardCharsets.UTF_8), "stack.yaml");
    }
}
