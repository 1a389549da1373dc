package io.stockade.spec.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.stockade.spec.GoldenFolders;
import io.stockade.spec.SpecProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No input makes the reader throw, and whatever it says has a place; the mutations are the same in every run. */
class ManifestReaderFuzzTest {
    private static final int MUTATIONS = 10_000;
    private static final long SEED = 20_240_117L;
    private static final int ROUNDS = 10;

    /** In nanoseconds: no machine is that slow. */
    private static final long HANG = 5_000_000_000L;

    /** What tends to upset parsers, and what tends to upset rules. */
    private static final List<String> SPLINTERS = List.of(
            "",
            "~",
            "null",
            "[]",
            "{}",
            "- ",
            "? ",
            ": ",
            "&a ",
            "*a",
            "<<: ",
            "!!str ",
            "!x ",
            "\"",
            "'",
            "|\n",
            ">-\n",
            "\t",
            "\r\n",
            "\n",
            "\n\n---\n",
            "...\n",
            "%YAML 1.1\n",
            "#",
            "\u0000",
            "\ufeff",
            "\u2028",
            "\ud83d\ude00",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "{a: {a: {a: ",
            "0",
            "-1",
            "010",
            "1e9",
            "0x10",
            "99999999999999999999",
            "yes",
            "no",
            ".inf",
            "0.0.0.0/0",
            "10.0.0.0/33",
            "::/0",
            "eu-west-1",
            "-",
            "--",
            "a-",
            "spec:",
            "  ",
            ",",
            "]",
            "}",
            "2026-02-30T00:00:00Z",
            "Isolated",
            "None",
            "all",
            "icmp",
            "arn:aws:iam::",
            "aws:",
            "{\"a\":",
            "\\",
            "\\u");

    @Test
    void survives_thousands_of_mutations() throws IOException {
        List<String> seeds = new ArrayList<>();
        for (Path example : GoldenFolders.children(GoldenFolders.EXAMPLES)) {
            seeds.add(Files.readString(example));
        }
        Random random = new Random(SEED);
        int sound = 0;
        for (int count = 0; count < MUTATIONS; count++) {
            byte[] mutant = mutate(seeds.get(random.nextInt(seeds.size())), random);
            sound += isSound(mutant, count % 5 == 0 ? "mutant.json" : "mutant.yaml", count) ? 1 : 0;
        }

        assertThat(sound)
                .as("some mutants are still sound, or the mutations are too wild")
                .isPositive();
    }

    @Test
    void survives_noise() {
        Random random = new Random(SEED);
        for (int count = 0; count < 1_000; count++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            isSound(noise, count % 2 == 0 ? "noise.json" : "noise.yaml", count);
        }
    }

    /** Documents near the cap; the bar is 50 ms for each, on a machine at rest, and what it took is printed. */
    @Test
    void refuses_the_worst_quickly() {
        String header =
                "apiVersion: stockade.dev/v1alpha1\nkind: SecureStack\nmetadata: {name: a}\nspec:\n  region: eu-west-1\n";
        List<String> worst = List.of(
                "[".repeat(200_000),
                "{a: ".repeat(60_000),
                "- ".repeat(100_000),
                "? ".repeat(100_000),
                header + "  environment: \"" + "a".repeat(250_000) + "\"\n",
                header + "  iam: {path: \"/" + "a/".repeat(100_000) + "\"}\n",
                header + "  x: 1\n".repeat(30_000),
                header + "  x: 1\n".repeat(9_900),
                header + "  links: [" + "{},".repeat(60_000) + "]\n",
                header + "  links: [" + "{},".repeat(19_000) + "]\n",
                header + "  secrets:\n" + "    - {name: a}\n".repeat(4_900),
                header + "  tags: {" + "a".repeat(200_000) + ": b}\n",
                header + "  tags: {" + "a: b, ".repeat(9_900) + "}\n",
                header + "  x: &a 1\n" + "  y: *a\n".repeat(9_900));

        for (String text : worst) {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            long fastest = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                ManifestResult refused = ManifestReader.read(content, "worst.yaml");
                fastest = Math.min(fastest, System.nanoTime() - start);
                assertThat(refused.stack()).isEmpty();
                assertThat(refused.problems()).hasSizeLessThanOrEqualTo(TreeBuilder.MOST_VALUES);
            }
            assertThat(fastest).as(text.substring(0, 20)).isLessThan(HANG);
            System.out.printf(
                    "%d bytes in %.1f ms: %s%n",
                    content.length,
                    fastest / 1e6,
                    ManifestReader.read(content, "worst.yaml").problems().get(0).path());
        }
    }

    private static boolean isSound(byte[] content, String file, int count) {
        try {
            ManifestResult result = ManifestReader.read(content, file);
            boolean blocked = result.problems().stream().anyMatch(SpecProblem::blocks);
            assertThat(result.stack().isEmpty()).isEqualTo(blocked);
            for (SpecProblem problem : result.problems()) {
                assertThat(problem.line()).isPositive();
                assertThat(problem.column()).isPositive();
                assertThat(problem.text().lines()).hasSize(1);
            }
            result.stack().ifPresent(stack -> ManifestWriter.yaml(stack.withDefaults()));
            return !blocked;
        } catch (RuntimeException | StackOverflowError crash) {
            return fail("Case " + count + ":\n" + new String(content, StandardCharsets.UTF_8), crash);
        }
    }

    private static byte[] mutate(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        int times = 1 + random.nextInt(3);
        for (int time = 0; time < times; time++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.insert(at, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(12)));
                case 2 -> replaceWord(text, at, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
                case 3 -> text.setCharAt(at, (char) random.nextInt(0x300));
                default -> text.insert(at, seed, 0, Math.min(seed.length(), random.nextInt(60)));
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void replaceWord(StringBuilder text, int at, String replacement) {
        int end = at;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        text.replace(at, end, replacement);
    }
}
