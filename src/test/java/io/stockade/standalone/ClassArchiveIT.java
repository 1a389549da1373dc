package io.stockade.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that the build has made is one that the JVM takes, which otherwise would do without it and say nothing. */
class ClassArchiveIT {
    private static final Path ARCHIVE = Path.of("target/quarkus-app/stockade.jsa");

    @TempDir
    private Path folder;

    @Test
    void theProgramAndItsLibrariesComeFromTheArchive() throws Exception {
        Assumptions.assumeFalse(
                Boolean.getBoolean("stockade.archive.skip"), "skipped: this build was told to make no archive");
        Path classes = folder.resolve("classes");

        String output = launch("-Xlog:class+load:file=" + classes);

        assertThat(ARCHIVE).exists();
        assertThat(output).contains("manifests stockade.dev");
        assertThat(Files.readAllLines(classes))
                .anyMatch(line -> line.contains(" io.stockade.Main ") && line.endsWith("shared objects file (top)"))
                .anyMatch(line ->
                        line.contains(" io.stockade.cli.Commands ") && line.endsWith("shared objects file (top)"));
    }

    private static String launch(String option) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("deploy/standalone/stockade", "version").redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("STOCKADE_JAVA_OPTS", option);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
