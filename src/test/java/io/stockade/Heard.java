package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stockade.cli.Commands;
import io.stockade.cli.Surroundings;
import io.stockade.cli.Terminal;
import io.stockade.silence.Canaries;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Everything that a service says to whoever asks, and everything that it keeps. */
final class Heard {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** They are services themselves. */
    private static final Set<String> SERVICES = Set.of("run", "demo");

    private final ServiceProcess service;
    private final Path manifest;
    private final String nobody;
    private final List<String> answers = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final Set<String> told = new TreeSet<>();

    /**
     * Has heard nothing yet.
     *
     * @param manifest of the stack that is asked about
     * @param nobody the name of a stack that is not there, and asked about all the same
     */
    Heard(ServiceProcess service, Path manifest, String nobody) {
        this.service = service;
        this.manifest = manifest;
        this.nobody = nobody;
    }

    /** Has a command do something. */
    void done(String... arguments) {
        assertThat(command(arguments)).as(outputs.get(outputs.size() - 1)).isZero();
    }

    /** Has a command ask the service; its exit code. */
    int command(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, stream, new BufferedReader(new StringReader("")), false, false, 24);
        int code = commands(terminal, Map.of("STOCKADE_SERVER", service.url())).execute(arguments);
        told.add(arguments[0]);
        outputs.add(String.join(" ", arguments) + " " + code + " " + out.toString(StandardCharsets.UTF_8));
        return code;
    }

    private static CommandLine commands(Terminal terminal, Map<String, String> environment) {
        return Commands.create(new Surroundings(
                terminal,
                environment,
                new ProcessMachinery(terminal),
                duration -> Surroundings.sleep(Duration.ofMillis(50))));
    }

    /** The body of an answer, if it is JSON. */
    JsonNode request(String method, String path, @Nullable String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = service.exchange(method, path, json);
        answers.add(method + " " + path + " " + answer.statusCode() + " "
                + answer.headers().map() + " " + answer.body());
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException other) {
            return MissingNode.getInstance();
        }
    }

    /** Reads whatever can be read over HTTP. */
    void readings() throws IOException, InterruptedException {
        String drift = request("GET", "/api/v1/stacks/payments/orders/drifts", null)
                .at("/items/0/key")
                .asText("0123456789");
        for (String path : ReadablePaths.of("payments", "orders")) {
            request("GET", path.replace("{key}", drift), null);
        }
        request("GET", "/api/v1/stacks/payments/" + nobody, null);
    }

    /** Reads all of that, and has every command tell that tells anything. */
    void everything() throws IOException, InterruptedException {
        readings();
        String file = manifest.toString();
        Stream.of(
                        "get",
                        "get -o json",
                        "get orders -o yaml",
                        "describe orders",
                        "plan -f " + file,
                        "plan -o json -f " + file,
                        "drift list",
                        "drift list orders -o json",
                        "drift show orders 0123456789",
                        "history orders",
                        "history orders -o json",
                        "calls",
                        "calls -o json",
                        "calls orders -o yaml",
                        "approve orders no-such-plan",
                        "apply -y -f " + file,
                        "validate -f " + file,
                        "permissions --account 111122223333 -f " + file,
                        "explain spec.secrets",
                        "events status --region nowhere",
                        "version")
                .forEach(line -> command(line.split(" ")));
    }

    /** Reads all files while nobody writes to them. */
    void files(Path home) throws IOException {
        try (Stream<Path> found = Files.walk(home)) {
            found.filter(Files::isRegularFile).map(Heard::text).forEach(files::add);
        }
    }

    private static String text(Path file) {
        try {
            return file + " " + Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Everything that all lives of the service have logged and printed. */
    String log() throws IOException {
        return service.output();
    }

    /** Where any of some values stands. */
    List<String> where(Canaries canaries) throws IOException {
        List<String> found = new ArrayList<>(canaries.in("log", List.of(log())));
        found.addAll(canaries.in("answer", answers));
        found.addAll(canaries.in("command", outputs));
        found.addAll(canaries.in("file", files));
        return found;
    }

    /** A command that is new must be asked too. */
    void assertEveryCommandTold() {
        Set<String> all = new TreeSet<>(commands(Terminal.ofProcess(Map.of()), Map.of())
                .getSubcommands()
                .keySet());
        all.removeAll(SERVICES);
        assertThat(told).containsAll(all);
    }
}
