package io.stockade.spec.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.net.Cidr;
import io.stockade.spec.SpecProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Overlaps are found without comparing every pair; comparing every pair says the same. */
class FolderRulesTest {
    @Test
    void finds_the_stacks_that_comparing_every_pair_finds() {
        Random random = new Random(7L);
        for (int round = 0; round < 50; round++) {
            List<ReadManifest> manifests = new ArrayList<>();
            for (int count = 0; count < 12; count++) {
                Cidr range = Cidr.parse("10.0.0.0/12").block(16 + random.nextInt(4), random.nextInt(16));
                manifests.add(manifest("stack-" + count, range));
            }

            List<SpecProblem> problems = FolderRules.check(manifests);

            assertThat(named(problems)).isEqualTo(overlapping(manifests));
        }
    }

    @Test
    void a_secret_belongs_to_one_stack() {
        // Given
        List<ReadManifest> manifests = List.of(
                manifest("a.yaml", "name: orders, namespace: payments", "prod", "key"),
                manifest("b.yaml", "name: orders, namespace: billing", "prod", "other, key"),
                manifest("c.yaml", "name: orders, namespace: billing-test", "test", "key"),
                manifest("d.yaml", "name: invoices, namespace: billing", "prod", "key"));

        // When
        List<SpecProblem> problems = FolderRules.check(manifests);

        // Then
        assertThat(problems)
                .extracting(SpecProblem::text)
                .containsExactly("b.yaml:9: spec.secrets[1].name: '/prod/orders/key' is of stack 'payments/orders' in "
                        + "a.yaml; expected secrets apart: another environment, stack name or secret name");
    }

    private static ReadManifest manifest(String file, String metadata, String environment, String secrets) {
        StringBuilder text = new StringBuilder("apiVersion: stockade.dev/v1alpha1\nkind: SecureStack\nmetadata: {"
                + metadata + "}\nspec:\n  region: eu-west-1\n  environment: " + environment + "\n  secrets:\n");
        for (String secret : secrets.split(", ")) {
            text.append("    - {name: ").append(secret).append(", value: {random: {}}}\n");
        }
        return ManifestReader.read(text.toString().getBytes(StandardCharsets.UTF_8), file)
                .manifest()
                .orElseThrow();
    }

    /** The files that are named on either side of any problem. */
    private static Set<String> named(List<SpecProblem> problems) {
        Set<String> files = new TreeSet<>();
        for (SpecProblem problem : problems) {
            files.add(problem.file());
            String message = problem.message();
            files.add(message.substring(message.lastIndexOf(' ') + 1));
        }
        return files;
    }

    private static Set<String> overlapping(List<ReadManifest> manifests) {
        Set<String> files = new TreeSet<>();
        for (ReadManifest one : manifests) {
            for (ReadManifest other : manifests) {
                if (one != other && range(one).overlaps(range(other))) {
                    files.add(one.file());
                    files.add(other.file());
                }
            }
        }
        return files;
    }

    private static Cidr range(ReadManifest manifest) {
        return Cidr.parse(
                String.valueOf(manifest.stack().spec().networkOrDefault().cidr()));
    }

    private static ReadManifest manifest(String name, Cidr range) {
        String text = "apiVersion: stockade.dev/v1alpha1\nkind: SecureStack\nmetadata: {name: " + name
                + "}\nspec: {region: eu-west-1, network: {cidr: " + range + "}}\n";
        return ManifestReader.read(text.getBytes(StandardCharsets.UTF_8), name + ".yaml")
                .manifest()
                .orElseThrow();
    }
}
