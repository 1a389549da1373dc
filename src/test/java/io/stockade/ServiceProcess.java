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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code stockade run} as a process of its own over one pair of folders, started as often as it is killed. */
public final class ServiceProcess implements AutoCloseable {
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

    public ServiceProcess(Path home, Manner manner) throws IOException {
        this.home = home;
        this.manner = manner;
        Files.createDirectories(folder());
    }

    /**
     * How it is run.
     *
     * @param source of the stacks
     * @param arguments of {@code stockade run}, besides folders and port
     * @param properties of its virtual machine
     * @param environment added to that of the tests
     */
    public record Manner(
            Source source, List<String> arguments, Map<String, String> properties, Map<String, String> environment) {
        static Manner sandbox(int speed) {
            return new Manner(Source.FOLDER, sandboxed(speed), Map.of(), Map.of());
        }

        /** For the objects of a cluster, in a sandbox whose time runs at a multiple of its speed. */
        public static Manner cluster(Path kubeconfig, int speed) {
            return new Manner(Source.CLUSTER, sandboxed(speed), Map.of(), Map.of("KUBECONFIG", kubeconfig.toString()));
        }

        /** For the objects of a cluster, in AWS, or whatever answers in its place. */
        public static Manner clusterInAws(Path kubeconfig, Map<String, String> environment) {
            Map<String, String> all = new HashMap<>(environment);
            all.put("KUBECONFIG", kubeconfig.toString());
            return new Manner(Source.CLUSTER, List.of(), Map.of(), all);
        }

        /** Whether anything is kept in a folder: the memory of a cluster's stacks is in their objects. */
        private boolean keeps() {
            return source == Source.FOLDER || arguments.contains("--sandbox");
        }

        private static List<String> sandboxed(int speed) {
            return List.of("--sandbox", "--sandbox-speed", String.valueOf(speed));
        }

        /** In AWS, or whatever answers in its place. */
        static Manner aws(Map<String, String> environment) {
            return new Manner(Source.FOLDER, List.of(), Map.of(), environment);
        }

        public Manner with(String option, String value) {
            List<String> more = new ArrayList<>(arguments);
            more.addAll(List.of(option, value));
            return new Manner(source, more, properties, environment);
        }

        Manner with(Map<String, String> virtualMachine) {
            return new Manner(source, arguments, virtualMachine, environment);
        }
    }

    /** Where its stacks come from. */
    private enum Source {
        FOLDER,
        CLUSTER
    }

    /** An answer of the service. */
    public record Reply(int status, JsonNode body) {}

    Path folder() {
        return home.resolve("stacks");
    }

    Path state() {
        return home.resolve("state");
    }

    public Path world() {
        return state().resolve("sandbox/world");
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Everything that all starts have printed so far. */
    public String output() throws IOException {
        Path log = home.resolve("output");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    public void start() throws IOException {
        port = FreePort.find();
        process = launch(home.resolve("output"), port);
    }

    /** Another process over the same folders. */
    Process launch(Path output, int atPort) throws IOException {
        List<String> command = new ArrayList<>(List.of("run"));
        if (manner.keeps()) {
            command.addAll(List.of("--state", state().toString()));
        }
        command.addAll(
                switch (manner.source()) {
                    case FOLDER -> List.of("--folder", folder().toString());
                    case CLUSTER -> List.of("--mode=kubernetes");
                });
        command.addAll(List.of("--port", String.valueOf(atPort)));
        command.addAll(manner.arguments());
        return stockade(output, command);
    }

    /** What {@code stockade plan} says against this service: its exit code. */
    int plan(String manifest) throws IOException, InterruptedException {
        Path file = Files.writeString(home.resolve("planned.json"), manifest);
        return ask("plan", "-f", file.toString());
    }

    /** Has another command ask this service: its exit code. */
    public int ask(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(words));
        command.addAll(List.of("--server", url()));
        Process asking = stockade(home.resolve("asked"), command);
        if (!asking.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            asking.destroyForcibly();
            throw new AssertionError(command + " did not end");
        }
        return asking.exitValue();
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
    public boolean answers() throws IOException, InterruptedException {
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

    public Reply get(String path) throws IOException, InterruptedException {
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
    public Optional<JsonNode> status(String stack) throws IOException, InterruptedException {
        return Optional.ofNullable(get("/api/v1/stacks/" + stack).body().get("status"));
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    /** SIGTERM; the exit code. */
    public int terminate() throws InterruptedException {
        running().destroy();
        if (!running().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the service did not end on SIGTERM");
        }
        return running().exitValue();
    }

    public Process running() {
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
