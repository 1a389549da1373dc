package io.stockade.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process with a thousand stacks takes of the machine, started with the flags of the launcher. */
class ScaleIT {
    private static final int STACKS = 1000;
    private static final long MOST_MEBIBYTES = 512;
    private static final Path LAUNCHER = Path.of("deploy/standalone/stockade");
    private static final Pattern FLAGS = Pattern.compile("run \\| demo\\) flags=\"([^\"]*)\"");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    @TempDir
    Path home;

    @Test
    void aThousandStacksFitIntoHalfAGibibyte() throws Exception {
        Path proc = Path.of("/proc");
        boolean known = Files.exists(proc.resolve("self/status"));
        Assumptions.assumeTrue(
                known, "skipped: there is no /proc here, which tells what a process takes; run it on Linux");
        Process process = start();
        try (BufferedReader output = process.inputReader()) {
            String report = report(output);
            long peak = mebibytes(proc.resolve(process.pid() + "/status"));
            System.out.printf("gateway: %d stacks, at most %d MiB resident%n", STACKS, peak);

            assertThat(report).isEqualTo("ready: " + STACKS + ", defects: []");
            assertThat(peak).isLessThanOrEqualTo(MOST_MEBIBYTES);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ManyStacks.class.getName()));
        command.addAll(List.of(String.valueOf(STACKS), home.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        builder.environment().put("MALLOC_TRIM_THRESHOLD_", "131072");
        return builder.start();
    }

    private static List<String> flags() throws IOException {
        Matcher matcher = FLAGS.matcher(Files.readString(LAUNCHER));
        assertThat(matcher.find()).as("flags of the service in " + LAUNCHER).isTrue();
        return List.of(matcher.group(1).split(" "));
    }

    private static String report(BufferedReader output) {
        List<String> lines = new ArrayList<>();
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("ready: ")) {
                    return line;
                }
                lines.add(line);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        throw new AssertionError("the process ended:\n" + String.join("\n", lines));
    }

    private static long mebibytes(Path status) throws IOException {
        Matcher matcher = PEAK.matcher(Files.readString(status));
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1)) / 1024;
    }
}
