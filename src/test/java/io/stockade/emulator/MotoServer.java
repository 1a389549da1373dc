package io.stockade.emulator;

import io.stockade.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Moto's server as a process: from the PATH, if it is the version that the tests know, or put into {@code target/moto}
 * by Python's package installer.
 */
final class MotoServer implements Emulators.Source {
    /** What differs from AWS is asserted, so another version may well fail. */
    static final String VERSION = "5.2.1";

    private static final Path HOME = Path.of("target/moto");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "moto";
    }

    @Override
    public Optional<Emulator> open() throws IOException, InterruptedException {
        Optional<Path> found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "moto_server"))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isPresent() && VERSION.equals(version(found.get()))) {
            return Optional.of(started(found.get(), "version " + VERSION + " from the PATH"));
        }
        Optional<Path> installed = installed();
        return installed.isPresent()
                ? Optional.of(started(installed.get(), "version " + VERSION + " from " + HOME))
                : Optional.empty();
    }

    /** As the Python beside the server says: the server itself doesn't tell. */
    private static String version(Path server) throws InterruptedException {
        Path python = server.resolveSibling("python3");
        try {
            Process asked = new ProcessBuilder(python.toString(), "-c", "import moto; print(moto.__version__)")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return asked.waitFor() == 0 ? said : "";
        } catch (IOException noPython) {
            return "";
        }
    }

    /** Installs what is missing; several test processes may ask at once, and one of them does it. */
    private static Optional<Path> installed() throws IOException, InterruptedException {
        Files.createDirectories(HOME.getParent());
        Path turn = HOME.resolveSibling("moto.lock");
        try (FileChannel channel = FileChannel.open(turn, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock ignored = channel.lock()) {
            return present();
        }
    }

    private static Optional<Path> present() throws IOException, InterruptedException {
        Path server = HOME.resolve("bin/moto_server");
        Path stamp = HOME.resolve("stockade-" + VERSION);
        if (Files.exists(stamp)) {
            return Optional.of(server);
        }
        boolean made = ran("python3", "-m", "venv", "--clear", HOME.toString())
                && ran(HOME.resolve("bin/pip").toString(), "install", "--quiet", "moto[server]==" + VERSION);
        if (!made) {
            return Optional.empty();
        }
        Files.createFile(stamp);
        return Optional.of(server);
    }

    private static boolean ran(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(HOME.resolveSibling("moto.install").toFile())
                    .start();
            return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static Emulator started(Path server, String origin) throws IOException, InterruptedException {
        int port = FreePort.find();
        Files.createDirectories(HOME.getParent());
        List<String> command = List.of(server.toString(), "-H", "127.0.0.1", "-p", String.valueOf(port));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(port).toFile());
        // Without it moto knows none of the policies that AWS manages.
        builder.environment().put("MOTO_IAM_LOAD_MANAGED_POLICIES", "true");
        Process process = builder.start();
        awaitListening(process, port);
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        return new Emulator(endpoint, Emulator.Product.MOTO, origin, process::destroyForcibly);
    }

    private static Path log(int port) {
        return HOME.resolveSibling("moto-" + port + ".log");
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
        throw new IOException("moto's server does not answer; see " + log(port));
    }
}
