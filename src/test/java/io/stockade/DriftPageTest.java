package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cli.Commands;
import io.stockade.cli.Machinery;
import io.stockade.cli.Surroundings;
import io.stockade.cli.Terminal;
import io.stockade.cloud.Permit;
import io.stockade.docs.ShellWords;
import io.stockade.reconcile.Listeners;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.ScaledTime;
import io.stockade.sandbox.world.WorldStore;
import io.stockade.web.Door;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays docs/drift.md: each command in turn, until it says what the page says. Keys, ids, times and ages are others each
 * time; a key that the page shows stands for the one that was said in its place. With {@code -Dstockade.regenerate=true}
 * the page gets what is said.
 */
class DriftPageTest {
    private static final Path PAGE = Path.of("docs/drift.md");
    private static final boolean REGENERATE = Boolean.getBoolean("stockade.regenerate");
    private static final double SPEED = 60;
    private static final int LOOKS = REGENERATE ? 100 : 600;
    private static final Pattern KEY = Pattern.compile("\\b(?=[0-9a-f]*[0-9])[0-9a-f]{10}\\b|\\bKEY[0-9]\\b");

    @TempDir
    Path home;

    private final Map<String, String> keys = new HashMap<>();

    @Test
    void thePageIsAsItGoes() throws Exception {
        Files.createDirectories(home.resolve("stacks"));
        WorldStore world = WorldStore.file(home.resolve("state/sandbox/world"));
        Sandbox sandbox = new Sandbox(
                new ScaledTime(Instant.parse("2027-01-01T00:00:00Z"), SPEED), SandboxSettings.defaults(), world);
        Service service = Service.standalone(
                options(), CloudSides.sandbox(sandbox, world, SPEED, Permit.ALWAYS), new Door(null), new Listeners());
        try (ApiDouble api = new ApiDouble(service.stacks())) {
            service.start();
            run(api, List.of("stockade", "apply", "-y", "-f", "docs/examples/drift.yaml"));
            await(() -> run(api, List.of("stockade", "get", "shop")).toString().contains("Ready"));
            List<String> played = play(api, Files.readAllLines(PAGE), service);
            if (REGENERATE) {
                Files.write(PAGE, played);
            }
            assertThat(keys).hasSizeGreaterThanOrEqualTo(REGENERATE ? 0 : 3);
        } finally {
            service.close();
        }
    }

    private static void await(BooleanSupplier so) {
        for (int look = 0; look < LOOKS && !so.getAsBoolean(); look++) {
            Surroundings.sleep(Duration.ofMillis(50));
        }
    }

    private List<String> play(ApiDouble api, List<String> page, Service service) throws Exception {
        List<String> played = new ArrayList<>();
        int line = 0;
        boolean console = false;
        while (line < page.size()) {
            String text = page.get(line++);
            console = text.startsWith("```") ? text.equals("```console") : console;
            boolean command = console && text.startsWith("$ ");
            played.add(command && REGENERATE ? here(text) : text);
            if (command) {
                List<String> said = new ArrayList<>();
                while (!page.get(line).startsWith("$ ") && !page.get(line).startsWith("```")) {
                    said.add(page.get(line++));
                }
                played.addAll(say(api, text.substring(2), said, service));
            }
        }
        return played;
    }

    private List<String> say(ApiDouble api, String command, List<String> expected, Service service) throws Exception {
        List<String> words = ShellWords.of(here(command));
        boolean asks = command.contains(" list ") || command.contains(" show ");
        List<String> said = run(api, words);
        for (int look = 0; asks && look < LOOKS && (REGENERATE || !masked(said).equals(masked(expected))); look++) {
            service.front().sweep();
            Surroundings.sleep(Duration.ofMillis(REGENERATE ? 5 : 50));
            said = run(api, words);
        }
        if (!REGENERATE) {
            assertThat(masked(said)).as(command).isEqualTo(masked(expected));
        }
        remember(expected, said);
        return said;
    }

    /** A command of the page as it is to be given here; {@code KEY1} is the first key that was ever said. */
    private String here(String command) {
        return KEY.matcher(command).replaceAll(key -> keys.getOrDefault(key.group(), key.group()));
    }

    private void remember(List<String> shown, List<String> said) {
        List<String> inPage = keysOf(shown);
        List<String> here = keysOf(said);
        for (int index = 0; index < Math.min(inPage.size(), here.size()); index++) {
            keys.put(inPage.get(index), here.get(index));
        }
        here.stream().filter(key -> !keys.containsValue(key)).forEach(key -> keys.put("KEY" + (keys.size() + 1), key));
    }

    private static List<String> keysOf(List<String> lines) {
        return KEY.matcher(String.join("\n", lines))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static List<String> masked(List<String> lines) {
        return lines.stream()
                .map(line -> KEY.matcher(line).replaceAll("KEY"))
                .map(line -> line.replaceAll("\\b([a-z]+)-[0-9a-f]{17}\\b", "$1-ID"))
                .map(line -> line.replaceAll("\\bsandbox-[0-9]+", "REQUEST"))
                .map(line -> line.replaceAll("20[0-9]{2}-[0-9-]+T[0-9:.]+Z", "TIME"))
                .map(line -> line.replaceAll("\\b([0-9]+[smhd])+\\b", "AGE"))
                .map(line -> line.replaceAll(" +", " ").strip())
                .toList();
    }

    private List<String> run(ApiDouble api, List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, stream, new BufferedReader(new StringReader("")), false, false, 24);
        Surroundings surroundings = new Surroundings(
                terminal,
                Map.of("STOCKADE_SERVER", api.url()),
                new ProcessMachinery(terminal),
                duration -> Surroundings.sleep(Duration.ofMillis(50)));
        int unused = Commands.create(surroundings)
                .execute(words.subList(1, words.size()).toArray(String[]::new));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private Machinery.RunOptions options() throws IOException {
        return new Machinery.RunOptions(
                home.resolve("stacks"),
                home.resolve("state"),
                "127.0.0.1",
                0,
                null,
                true,
                SPEED,
                Duration.ofMinutes(1),
                false,
                false,
                "default",
                Machinery.RoleUse.PLAIN,
                null,
                Machinery.Telling.NOBODY,
                List.of(),
                null);
    }
}
