package io.stockade.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.alert.AlertsFile;
import io.stockade.cli.ParsedCommands;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.ManifestReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the documentation shows is valid, leads somewhere, and can be typed. */
class DocumentationTest {
    private static final String MANIFEST = "apiVersion: stockade.dev";
    private static final String PROMPT = "$ ";
    private static final List<String> LAUNCHERS = List.of("stockade", "deploy/standalone/stockade");

    @TempDir
    Path folder;

    @Test
    void manifestsAreValid() {
        List<String> wrong = new ArrayList<>();
        int manifests = 0;
        for (Page page : Page.all()) {
            for (Page.Block block : page.blocks()) {
                if (block.language().equals("yaml") && block.text().startsWith(MANIFEST)) {
                    manifests++;
                    problems(page, block).forEach(problem -> wrong.add(where(page, block) + problem.text()));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(manifests).isPositive();
    }

    /** Blocks that say who is told are read as the service reads them, with whatever they refer to in its place. */
    @Test
    void filesOfAlertsAreUnderstood() throws AlertsFile.NotUnderstoodException, IOException {
        Path address = Files.writeString(folder.resolve("address"), "https://alerts.example/hook");
        int files = 0;
        for (Page page : Page.all()) {
            for (Page.Block block : page.blocks()) {
                if (block.language().equals("yaml") && block.text().startsWith("sinks:")) {
                    files++;
                    String text = block.text().replaceAll("file: /\\S+?}", "file: " + address + "}");
                    AlertsFile.read(
                            text.getBytes(StandardCharsets.UTF_8),
                            where(page, block),
                            name -> name.endsWith("URL") ? "https://alerts.example/hook" : "0123456789abcdef");
                }
            }
        }
        assertThat(files).isEqualTo(2);
    }

    private static List<SpecProblem> problems(Page page, Page.Block block) {
        byte[] content = block.text().getBytes(StandardCharsets.UTF_8);
        return ManifestReader.read(content, page.path() + ".yaml").problems();
    }

    @Test
    void linksLeadSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Page page : Page.all()) {
            for (String link : page.relativeLinks()) {
                if (!leadsSomewhere(page, link)) {
                    broken.add(page.path() + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Page page, String link) {
        int mark = link.indexOf('#');
        String file = mark < 0 ? link : link.substring(0, mark);
        Path target =
                file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return mark < 0 || Page.read(target).anchors().contains(link.substring(mark + 1));
    }

    @Test
    void commandsExist() {
        List<String> wrong = new ArrayList<>();
        int commands = 0;
        for (Page page : Page.all()) {
            for (Page.Block block : page.blocks()) {
                if (!block.language().equals("console")) {
                    continue;
                }
                for (List<String> words : commands(block)) {
                    commands++;
                    refusal(words).forEach(problem -> wrong.add(where(page, block) + problem));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(commands).isPositive();
    }

    /** What is typed after the launcher, of every line that calls it. */
    private static List<List<String>> commands(Page.Block block) {
        return block.lines().stream()
                .filter(line -> line.startsWith(PROMPT))
                .map(line -> ShellWords.of(line.substring(PROMPT.length()).replaceFirst("\\s#.*", "")))
                .filter(words -> LAUNCHERS.contains(words.get(0)))
                .map(words -> words.subList(1, words.size()))
                .toList();
    }

    /** Parses a command with its options, and runs nothing. */
    private static List<String> refusal(List<String> words) {
        try {
            ParsedCommands.create().parseArgs(words.toArray(String[]::new));
            return List.of();
        } catch (CommandLine.ParameterException refused) {
            return List.of("stockade " + String.join(" ", words) + ": " + refused.getMessage());
        }
    }

    private static String where(Page page, Page.Block block) {
        return page.path() + ":" + block.line() + ": ";
    }
}
