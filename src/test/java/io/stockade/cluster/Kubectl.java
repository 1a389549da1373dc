package io.stockade.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The real kubectl, in one namespace of one cluster. */
record Kubectl(Path program, Path kubeconfig, String namespace) {
    private static final long PATIENCE_SECONDS = 180;
    private static final JsonMapper JSON = new JsonMapper();

    /** What it ended with. */
    record Said(int exitCode, String out, String error) {
        String all() {
            return out + error;
        }
    }

    Kubectl in(String other) {
        return new Kubectl(program, kubeconfig, other);
    }

    /** Has to end well; what it printed. */
    String ok(String... words) throws IOException, InterruptedException {
        return ok(run(null, words), words);
    }

    /** Has to end well with a text as its input, which the words name by {@code -}. */
    String okWith(String input, String... words) throws IOException, InterruptedException {
        return ok(run(input, words), words);
    }

    private static String ok(Said said, String... words) {
        assertThat(said.exitCode())
                .as(String.join(" ", words) + "\n" + said.all())
                .isZero();
        return said.out();
    }

    /** May fail. */
    Said run(@Nullable String input, String... words) throws IOException, InterruptedException {
        Path out = Files.createTempFile(kubeconfig.getParent(), "kubectl", ".out");
        Path error = Files.createTempFile(kubeconfig.getParent(), "kubectl", ".error");
        Process process = new ProcessBuilder(command(words))
                .redirectOutput(out.toFile())
                .redirectError(error.toFile())
                .start();
        try (OutputStream stdin = process.getOutputStream()) {
            if (input != null) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("kubectl " + String.join(" ", words) + " did not end\n" + Files.readString(out));
        }
        Said said = new Said(process.exitValue(), Files.readString(out), Files.readString(error));
        Files.delete(out);
        Files.delete(error);
        return said;
    }

    /** Goes on until it is ended, and prints into a file. */
    Process start(Path output, String... words) throws IOException {
        return new ProcessBuilder(command(words))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** An object with all that the server keeps of it. */
    JsonNode object(String name) throws IOException, InterruptedException {
        return JSON.readTree(ok("get", "securestack", name, "-o", "json", "--show-managed-fields"));
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(
                List.of(program.toString(), "--kubeconfig", kubeconfig.toString(), "--namespace", namespace));
        command.addAll(List.of(words));
        return command;
    }
}
