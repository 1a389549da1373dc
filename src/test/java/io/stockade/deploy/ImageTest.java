package io.stockade.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockade.cli.ParsedCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Dockerfile and Jib make the same image, the chart runs it as it was made, and only the launcher knows how Java is started. */
class ImageTest {
    private static final Path DOCKERFILE = Path.of("deploy/image/Dockerfile");
    private static final Path JIB = Path.of("deploy/image/pom.xml");
    private static final Path LAUNCHER = Path.of("deploy/standalone/stockade");
    private static final String CONTAINER = "//configuration/container/";
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void bothWaysMakeTheSameImage() throws IOException {
        assertThat(last("FROM")).isEqualTo(Poms.find(JIB, "//jib.from.image"));
        assertThat(last("USER")).isEqualTo(Poms.find(JIB, CONTAINER + "user"));
        assertThat(last("WORKDIR")).isEqualTo(Poms.find(JIB, CONTAINER + "workingDirectory"));
        assertThat(last("EXPOSE")).isEqualTo(Poms.find(JIB, CONTAINER + "ports/port"));
        assertThat(list("ENTRYPOINT")).containsExactly(Poms.find(JIB, CONTAINER + "entrypoint/argument"));
        assertThat(list("CMD")).isEqualTo(Poms.all(JIB, CONTAINER + "args/arg"));
        assertThat(targets())
                .containsAll(Poms.all(JIB, "//extraDirectories/paths/path/into"))
                .contains(Poms.find(JIB, CONTAINER + "appRoot") + "/resources");
    }

    @Test
    void theChartRunsItAsTheUserThatItIsMadeFor() throws IOException {
        JsonNode pod = Chart.object(Chart.rendered(), "Deployment").at("/spec/template/spec/securityContext");

        String user =
                pod.path("runAsUser").asText() + ":" + pod.path("runAsGroup").asText();

        assertThat(last("USER")).isEqualTo(user).matches("[1-9][0-9]*:[1-9][0-9]*");
    }

    /** Flags that stand in several places come apart. */
    @Test
    void onlyTheLauncherKnowsTheFlags() throws IOException {
        String launcher = Files.readString(LAUNCHER);

        assertThat(launcher).contains("run | demo) flags=\"-Xmx256m ", "MALLOC_ARENA_MAX");
        assertThat(list("ENTRYPOINT")).containsExactly("/opt/stockade/" + LAUNCHER);
        assertThat(List.of(Files.readString(DOCKERFILE), Files.readString(JIB), Chart.rendered()))
                .allSatisfy(other -> assertThat(other)
                        .doesNotContain("-Xmx", "-XX:", "-Djava", "MALLOC_ARENA_MAX", "JAVA_TOOL_OPTIONS"));
        assertThat(Chart.container(Chart.rendered()).has("command")).isFalse();
    }

    /** What the JVM takes beside its heap is a third of it and more. */
    @Test
    void theHeapFitsIntoTheLimit() throws IOException {
        Matcher heap = Pattern.compile("run \\| demo\\) flags=\"-Xmx([0-9]+)m ").matcher(Files.readString(LAUNCHER));
        assertThat(heap.find()).isTrue();
        String limit =
                Chart.container(Chart.rendered()).at("/resources/limits/memory").asText();

        int spare = Integer.parseInt(limit.replace("Mi", "")) - Integer.parseInt(heap.group(1));

        assertThat(spare).isGreaterThanOrEqualTo(128);
    }

    @Test
    void whatIsRunByDefaultCanBeRun() throws IOException {
        assertThat(ParsedCommands.create()
                        .parseArgs(list("CMD").toArray(String[]::new))
                        .subcommand())
                .isNotNull();
    }

    /** As long as systemd waits. */
    @Test
    void theClusterWaitsForTheEndOfPasses() throws IOException {
        int seconds = Chart.object(Chart.rendered(), "Deployment")
                .at("/spec/template/spec/terminationGracePeriodSeconds")
                .asInt();

        assertThat(Files.readString(Path.of("deploy/standalone/stockade.service")))
                .contains("TimeoutStopSec=" + seconds + "\n");
    }

    /** Where the second stage copies to. */
    private static List<String> targets() throws IOException {
        List<String> targets = new ArrayList<>();
        for (String line : Files.readAllLines(DOCKERFILE)) {
            if (line.startsWith("FROM")) {
                targets.clear();
            }
            if (line.startsWith("COPY")) {
                Path target = Path.of(line.substring(line.lastIndexOf(' ') + 1));
                targets.add(target.toString());
                targets.add(String.valueOf(target.getParent()));
            }
        }
        return targets;
    }

    private static List<String> list(String instruction) throws IOException {
        return Chart.texts(JSON.readTree(last(instruction))).toList();
    }

    /** What the last line with an instruction says, which is the one that counts. */
    private static String last(String instruction) throws IOException {
        return Files.readAllLines(DOCKERFILE).stream()
                .filter(line -> line.startsWith(instruction + " "))
                .reduce((before, after) -> after)
                .orElseThrow()
                .substring(instruction.length() + 1);
    }
}
