package io.stockade.simulation;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * An HTTP endpoint that answers as AWS does: the one that {@code AWS_ENDPOINT_URL} names, else moto's server from the
 * PATH, else moto's server put into {@code target/moto} by Python's package installer.
 */
final class Emulator implements AutoCloseable {
    /** What differs from AWS is asserted, so another version may well fail. */
    static final String MOTO = "5.1.16";

    private static final Path HOME = Path.of("target/moto");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI endpoint;
    private final @Nullable Process process;

    private Emulator(URI endpoint, @Nullable Process process) {
        this.endpoint = endpoint;
        this.process = process;
    }

    /** The endpoint; where there is none, the tests are skipped, or fail in CI. */
    static Emulator start() throws IOException, InterruptedException {
        String named = System.getenv("AWS_ENDPOINT_URL");
        if (named != null && !named.isEmpty()) {
            return new Emulator(URI.create(named), null);
        }
        Optional<Path> server = server();
        if (server.isPresent()) {
            return started(server.get());
        }
        String missing = "no emulator: name one in AWS_ENDPOINT_URL, or install Python 3 with venv, so that moto "
                + MOTO + " can be put into target/moto";
        if (System.getenv("CI") != null) {
            throw new AssertionError(missing);
        }
        System.err.println("skipped: " + missing);
        Assumptions.abort(missing);
        throw new AssertionError("not reached");
    }

    URI endpoint() {
        return endpoint;
    }

    private static Optional<Path> server() throws IOException, InterruptedException {
        Optional<Path> found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "moto_server"))
                .filter(Files::isExecutable)
                .findFirst();
        return found.isPresent() ? found : installed();
    }

    private static Optional<Path> installed() throws IOException, InterruptedException {
        Path server = HOME.resolve("bin/moto_server");
        Path stamp = HOME.resolve("stockade-" + MOTO);
        if (Files.exists(stamp)) {
            return Optional.of(server);
        }
        boolean made = ran("python3", "-m", "venv", "--clear", HOME.toString())
                && ran(HOME.resolve("bin/pip").toString(), "install", "--quiet", "moto[server]==" + MOTO);
        if (!made) {
            return Optional.empty();
        }
        Files.createFile(stamp);
        return Optional.of(server);
    }

    private static boolean ran(String... command) throws InterruptedException {
        try {
            Files.createDirectories(HOME.getParent());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(HOME.resolveSibling("moto.install").toFile())
                    .start();
            return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static Emulator started(Path server) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = List.of(server.toString(), "-H", "127.0.0.1", "-p", String.valueOf(port));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(HOME.resolveSibling("moto.log").toFile());
        // Without it moto knows none of the policies that AWS manages.
        builder.environment().put("MOTO_IAM_LOAD_MANAGED_POLICIES", "true");
        Process process = builder.start();
        awaitListening(process, port);
        return new Emulator(URI.create("http://127.0.0.1:" + port), process);
    }

    private static void awaitListening(Process process, int port) throws IOException, InterruptedException {
        long last = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < last && process.isAlive()) {
            try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        process.destroyForcibly();
        throw new IOException("moto's server does not answer; see target/moto.log");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
