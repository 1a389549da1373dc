package io.stockade.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher finds its Java and its jar, or says what is missing. */
class LauncherIT {
    @TempDir
    Path home;

    private String output = "";

    @BeforeEach
    void install() throws IOException {
        Path launcher = home.resolve("deploy/standalone/stockade");
        Files.createDirectories(launcher.getParent());
        Files.copy(Path.of("deploy/standalone/stockade"), launcher);
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        java(11);

        assertThat(launch("version")).isEqualTo(1);
        assertThat(output).contains("is Java 11; Stockade needs 17 or newer");
    }

    @Test
    void aDistributionWithoutItsJarSaysSo() throws Exception {
        java(17);

        assertThat(launch("version")).isEqualTo(1);
        assertThat(output).contains("quarkus-run.jar; the distribution is not complete");
    }

    @Test
    void argumentsArriveAsTheyWereGiven() throws Exception {
        java(21);
        Files.createDirectories(home.resolve("target/quarkus-app"));
        Files.writeString(home.resolve("target/quarkus-app/quarkus-run.jar"), "");

        assertThat(launch("plan", "-f", "a file.yaml")).isZero();
        assertThat(output).endsWith("quarkus-run.jar|plan|-f|a file.yaml|\n");
    }

    @Test
    void classesComeFromTheArchiveOfTheBuild() throws Exception {
        java(17);
        Path archive = home.resolve("target/quarkus-app/stockade.jsa");
        Files.createDirectories(archive.getParent());
        Files.writeString(archive.resolveSibling("quarkus-run.jar"), "");
        Files.writeString(archive, "");

        assertThat(launch("version")).isZero();
        assertThat(output).startsWith("-XX:SharedArchiveFile=" + archive + "|").endsWith("quarkus-run.jar|version|\n");
    }

    private void java(int version) throws IOException {
        Path java = home.resolve("jdk/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(
                java,
                "#!/bin/sh\nif [ \"$1\" = -version ]; then echo 'openjdk version \"" + version
                        + ".0.1\"' >&2; exit; fi\nprintf '%s|' \"$@\"; echo\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private int launch(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                "sh", home.resolve("deploy/standalone/stockade").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        Process process = builder.redirectErrorStream(true).start();
        output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }
}
