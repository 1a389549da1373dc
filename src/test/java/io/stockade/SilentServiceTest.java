package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stockade.cli.Commands;
import io.stockade.cli.Machinery;
import io.stockade.cli.Surroundings;
import io.stockade.cli.Terminal;
import io.stockade.cloud.Permit;
import io.stockade.reconcile.Listeners;
import io.stockade.reconcile.PassListener;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.ScaledTime;
import io.stockade.sandbox.world.WorldStore;
import io.stockade.silence.Canaries;
import io.stockade.silence.Ears;
import io.stockade.silence.Values;
import io.stockade.status.StackStatus;
import io.stockade.web.Door;
import io.stockade.web.StackMetrics;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service with its files, its API and its commands says no value anywhere, over a restart, with all logging on. */
class SilentServiceTest {
    private static final double SPEED = 2000;
    private static final long PATIENCE_SECONDS = 120;
    private static final String MANIFEST = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: vault}
            spec:
              region: eu-west-1
              environment: prod
              network: {zones: 2, nat: {mode: None}}
              secrets:
                - {name: key, value: {random: {length: 40}}, rotation: {every: 30d}}
                - name: login
                  value: {database: {engine: postgres, host: db.internal, username: app}}
                - {name: partner-token, value: {external: {}}}
            """;

    @TempDir
    Path home;

    private final Canaries canaries = new Canaries();
    private final List<String> said = new ArrayList<>();

    @Test
    void nothingThatAServiceSaysOrKeepsHasAValue() throws Exception {
        Files.createDirectories(home.resolve("stacks"));
        try (Ears ears = Ears.open()) {
            serve(true);
            serve(false);

            assertThat(canaries.values()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(canaries.in("log", ears.heard())).isEmpty();
            assertThat(canaries.in("answer, command or metric", said)).isEmpty();
            assertThat(canaries.in("file", files())).isEmpty();
            assertThat(ears.heard()).anyMatch(line -> line.contains("ValueMissing in default/vault"));
            assertThat(Files.readString(home.resolve("audit.jsonl"))).contains("\"cause\":\"Rotation\"");
        }
    }

    /** One life of the service over the folders that all of them have. */
    private void serve(boolean first) throws Exception {
        WorldStore world = WorldStore.file(home.resolve("state/sandbox/world"));
        Instant begin = world.lastInstant().orElse(Instant.parse("2027-01-01T00:00:00Z"));
        Sandbox sandbox = new Sandbox(new ScaledTime(begin, SPEED), SandboxSettings.defaults(), world);
        Milestones milestones = new Milestones();
        Listeners listeners = new Listeners();
        listeners.add(milestones);
        Service service = Service.standalone(
                options(), CloudSides.sandbox(sandbox, world, SPEED, Permit.ALWAYS), new Door(null), listeners);
        try (ApiDouble api = new ApiDouble(service.stacks())) {
            service.start();
            if (first) {
                command(api, "apply", "-y", "-f", manifest());
                milestones.await(milestones.ready);
                command(api, "rotate", "vault", "key");
                command(api, "rotate", "vault", "partner-token");
                milestones.await(milestones.rotated);
            }
            tellAll(api, service);
            Values.of(sandbox, "111122223333", "eu-west-1", canaries);
            if (!first) {
                command(api, "delete", "-y", "vault");
                milestones.await(milestones.gone);
            }
            said.addAll(api.answers());
        } finally {
            service.close();
        }
    }

    private void tellAll(ApiDouble api, Service service) {
        service.announcements().tick();
        service.announcements().tick();
        command(api, "get", "-o", "yaml");
        command(api, "describe", "vault");
        command(api, "plan", "-f", manifest());
        command(api, "history", "default/vault");
        command(api, "calls");
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new StackMetrics(service.stacks(), registry).refresh();
        said.add(registry.getMetersAsString());
    }

    private void command(ApiDouble api, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, stream, new BufferedReader(new StringReader("")), false, false, 24);
        Surroundings surroundings = new Surroundings(
                terminal,
                Map.of("STOCKADE_SERVER", api.url()),
                new ProcessMachinery(terminal),
                duration -> Surroundings.sleep(Duration.ofMillis(50)));
        int code = Commands.create(surroundings).execute(arguments);
        said.add(code + " " + out.toString(StandardCharsets.UTF_8));
    }

    private String manifest() {
        try {
            return Files.writeString(home.resolve("vault.yaml"), MANIFEST).toString();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .map(SilentServiceTest::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return file + " " + Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What is told to others is searched too: it is in the log, in the outbox and in the audit log. */
    private Path alerts() {
        try {
            return Files.writeString(
                    home.resolve("alerts.yaml"), "{sinks: [{name: ops, type: log}], digest: {window: 0s}}");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Machinery.RunOptions options() {
        return new Machinery.RunOptions(
                home.resolve("stacks"),
                home.resolve("state"),
                "127.0.0.1",
                0,
                null,
                true,
                SPEED,
                Duration.ofHours(1),
                false,
                false,
                "default",
                Machinery.RoleUse.PLAIN,
                null,
                new Machinery.Telling(alerts(), home.resolve("audit.jsonl").toString(), null),
                List.of(),
                null);
    }

    /** What is waited for. */
    private static final class Milestones implements PassListener {
        private final CountDownLatch ready = new CountDownLatch(1);
        private final CountDownLatch rotated = new CountDownLatch(1);
        private final CountDownLatch gone = new CountDownLatch(1);

        @Override
        public void status(String stack, StackStatus status) {
            if (status.is("Ready")) {
                ready.countDown();
            }
            boolean second = status.secrets().items().stream()
                    .anyMatch(secret -> secret.versions().containsKey("AWSPREVIOUS"));
            if (second) {
                rotated.countDown();
            }
        }

        @Override
        public void forgotten(String stack) {
            gone.countDown();
        }

        void await(CountDownLatch latch) throws InterruptedException {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the stack came as far as that")
                    .isTrue();
        }
    }
}
