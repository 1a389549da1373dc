package io.stockade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code stockade run} as a process of its own over one pair of folders, started as often as it is killed. */
final class ServiceProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path home;
    private final Manner manner;
    private int port;
    private @Nullable Process process;

    /** In a sandbox whose time runs at a multiple of its speed. */
    ServiceProcess(Path home, int speed) throws IOException {
        this(home, Manner.sandbox(speed));
    }

    ServiceProcess(Path home, Manner manner) throws IOException {
        this.home = home;
        this.manner = manner;
        Files.createDirectories(folder());
    }

    /**
     * How it is run.
     *
     * @param arguments of {@code stockade run}, besides folders and port
     * @param properties of its virtual machine
     * @param environment added to that of the tests
     */
    record Manner(List<String> arguments, Map<String, String> properties, Map<String, String> environment) {
        static Manner sandbox(int speed) {
            return new Manner(List.of("--sandbox", "--sandbox-speed", String.valueOf(speed)), Map.of(), Map.of());
        }

        /** In AWS, or whatever answers in its place. */
        static Manner aws(Map<String, String> environment) {
            return new Manner(List.of(), Map.of(), environment);
        }

        Manner with(String option, String value) {
            List<String> more = new ArrayList<>(arguments);
            more.addAll(List.of(option, value));
            return new Manner(more, properties, environment);
        }

        Manner with(Map<String, String> virtualMachine) {
            return new Manner(arguments, virtualMachine, environment);
        }
    }

    /** An answer of the service. */
    record Reply(int status, JsonNode body) {}

    Path folder() {
        return home.resolve("stacks");
    }

    Path state() {
        return home.resolve("state");
    }

    Path world() {
        return state().resolve("sandbox/world");
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Everything that all starts have printed so far. */
    String output() throws IOException {
        Path log = home.resolve("output");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    void start() throws IOException {
        port = FreePort.find();
        process = launch(home.resolve("output"), port);
    }

    /** Another process over the same folders. */
    Process launch(Path output, int atPort) throws IOException {
        List<String> command = new ArrayList<>(List.of("run"));
        command.addAll(List.of("--folder", folder().toString(), "--state", state().toString()));
        command.addAll(List.of("--port", String.valueOf(atPort)));
        command.addAll(manner.arguments());
        return stockade(output, command);
    }

    /** What {@code stockade plan} says against this service: its exit code. */
    int plan(String manifest) throws IOException, InterruptedException {
        Path file = Files.writeString(home.resolve("planned.json"), manifest);
        Process plan = stockade(home.resolve("plan"), List.of("plan", "-f", file.toString(), "--server", url()));
        if (!plan.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            plan.destroyForcibly();
            throw new AssertionError("stockade plan did not end");
        }
        return plan.exitValue();
    }

    private Process stockade(Path output, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        manner.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(manner.environment());
        return builder.start();
    }

    /** Waits until the service answers; {@code false} if the process ended first. */
    boolean answers() throws IOException, InterruptedException {
        long last = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < last) {
            if (!running().isAlive()) {
                return false;
            }
            try {
                if (get("/api/v1/stacks").status() == 200) {
                    return true;
                }
            } catch (IOException notYet) {
                Thread.sleep(20);
            }
        }
        throw new AssertionError("the service does not answer:\n" + output());
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    Reply send(String method, String path, @Nullable String json) throws IOException, InterruptedException {
        HttpResponse<String> response = exchange(method, path, json);
        return new Reply(response.statusCode(), JSON.readTree(response.body()));
    }

    /** The whole answer, whatever it is written in. */
    HttpResponse<String> exchange(String method, String path, @Nullable String json)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The status of a stack; empty before the first pass, and when there is no such stack. */
    Optional<JsonNode> status(String stack) throws IOException, InterruptedException {
        return Optional.ofNullable(get("/api/v1/stacks/" + stack).body().get("status"));
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    /** SIGTERM; the exit code. */
    int terminate() throws InterruptedException {
        running().destroy();
        if (!running().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the service did not end on SIGTERM");
        }
        return running().exitValue();
    }

    Process running() {
        Process present = process;
        if (present == null) {
            throw new IllegalStateException("not started");
        }
        return present;
    }

    @Override
    public void close() {
        Process present = process;
        if (present != null) {
            present.destroyForcibly();
        }
    }
}
