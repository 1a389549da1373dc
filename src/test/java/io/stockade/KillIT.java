package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.cli.Machinery;
import io.stockade.sandbox.world.WorldStore;
import io.stockade.standalone.Listeners;
import io.stockade.web.Door;
import io.stockade.web.StackObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is killed as often as {@code stockade.kills} says, at moments that a seed decides, and started again over
 * the same folders: what stands in the end is what stands where nobody was killed, and nothing is left over.
 */
@EnabledIfSystemProperty(named = "stockade.kills", matches = "\\d+")
class KillIT {
    private static final int KILLS = Integer.getInteger("stockade.kills", 50);
    private static final long SEED = Long.getLong("stockade.kills.seed", 20270101L);
    private static final int CYCLES = KILLS < 24 ? 1 : 3;
    private static final int SPEED = 60;
    private static final int REFERENCE_SPEED = 600;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Without a write for so long a kill comes all the same: longer than what a lost creation is waited for. */
    private static final Duration AT_REST = Duration.ofSeconds(10);

    private static final List<String> TAMPERINGS = List.of(
            "delete-route",
            "open-ssh",
            "terminate-nat",
            "delete-subnet",
            "change-endpoint-groups",
            "detach-gateway",
            "edit-rule",
            "remove-tags");
    private static final String TIER = ", {\"name\": \"data\", \"access\": \"Isolated\"}";
    private static final String GROUP = ", {\"name\": \"cache\"}";
    private static final String LINK =
            ", {\"from\": {\"group\": \"app\"}, \"to\": {\"group\": \"cache\"}, \"port\": 6379}";
    private static final SortedSet<String> STACKS = new TreeSet<>(List.of("default/edge", "default/shop"));

    /** One of each sort of NAT; the second of each pair has a tier, groups and links more. */
    private static final Map<String, List<String>> MANIFESTS = Map.of(
            "default/shop",
                    List.of(
                            manifest("shop", "10.40.0.0/16", "Instance", "", "", ""),
                            manifest("shop", "10.40.0.0/16", "Instance", TIER, GROUP, LINK)),
            "default/edge",
                    List.of(
                            manifest("edge", "10.50.0.0/16", "Gateway", "", "", ""),
                            manifest("edge", "10.50.0.0/16", "Gateway", "", GROUP, LINK)));

    @TempDir
    Path home;

    private final Random random = new Random(SEED);
    private final SortedMap<String, SortedSet<String>> made = new TreeMap<>();
    private final List<String> kills = new ArrayList<>();
    private int unfinished;

    /** What is done to the stacks, in this order. */
    private enum Phase {
        CREATE,
        UPDATE,
        TAMPER,
        DELETE
    }

    /** What one manifest after another comes to where nobody is killed. */
    private record Expected(List<String> created, List<String> updated) {}

    @Test
    void killedAtAnyMomentItEndsTheSame() throws Exception {
        Expected expected = undisturbed();
        long begun = System.nanoTime();
        try (ServiceProcess service = new ServiceProcess(home.resolve("killed"), SPEED)) {
            int slots = CYCLES * Phase.values().length;
            for (int slot = 0; slot < slots; slot++) {
                Phase phase = Phase.values()[slot % Phase.values().length];
                int rounds = KILLS / slots + (slot < KILLS % slots ? 1 : 0);
                for (int round = 0; round < rounds; round++) {
                    round(service, phase);
                }
                settle(service, phase);
                check(service, phase, expected);
            }
            assertThat(service.output()).doesNotContain("Exception", "ERROR");
        }
        System.out.println(kills.size() + " kills: " + unfinished + " of them with creations under way, in "
                + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s");
        assertThat(kills).hasSize(KILLS);
    }

    private void round(ServiceProcess service, Phase phase) throws IOException, InterruptedException {
        long before = WorldPicture.writes(service.world());
        service.start();
        String moment = random.nextInt(4) == 0 ? afterMilliseconds(service, phase) : afterWrites(service, phase);
        long intents = intents(service);
        unfinished += intents > 0 ? 1 : 0;
        WorldPicture.addMade(service.world(), made);
        kills.add(phase + " " + moment);
        System.out.println("kill " + kills.size() + ": " + phase + " " + moment + ", " + intents
                + " creations under way, writes " + before + " to " + WorldPicture.writes(service.world()));
    }

    /** Also in the middle of the start, and of a request. */
    private String afterMilliseconds(ServiceProcess service, Phase phase) throws InterruptedException {
        int milliseconds = 300 + random.nextInt(3000);
        Thread killer = new Thread(() -> {
            try {
                Thread.sleep(milliseconds);
                service.kill();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        killer.start();
        try {
            if (service.answers()) {
                ask(service, phase);
            }
        } catch (IOException killed) {
            // That is what this is about.
        }
        killer.join();
        return "after " + milliseconds + " ms";
    }

    private String afterWrites(ServiceProcess service, Phase phase) throws IOException, InterruptedException {
        assertThat(service.answers()).as(service.output()).isTrue();
        long before = WorldPicture.writes(service.world());
        ask(service, phase);
        int most = switch (phase) {
            case CREATE, DELETE -> 35;
            case UPDATE -> 10;
            case TAMPER -> 6;
        };
        int wanted = random.nextInt(most);
        long seen = before;
        long last = System.nanoTime() + AT_REST.toNanos();
        for (int look = 1; seen - before < wanted && System.nanoTime() < last; look++) {
            if (look % 200 == 0 && settled(service, phase)) {
                break;
            }
            Thread.sleep(2);
            long now = WorldPicture.writes(service.world());
            last = now > seen ? System.nanoTime() + AT_REST.toNanos() : last;
            seen = now;
        }
        service.kill();
        return "after " + wanted + " writes";
    }

    /** Asks for what the phase is about; that it was asked before does no harm. */
    private void ask(ServiceProcess service, Phase phase) throws IOException, InterruptedException {
        for (String stack : STACKS) {
            ServiceProcess.Reply reply = switch (phase) {
                case CREATE -> apply(service, stack, 0);
                case UPDATE -> apply(service, stack, 1);
                case TAMPER -> tamper(service, stack);
                case DELETE -> service.send("DELETE", "/api/v1/stacks/" + stack, null);
            };
            boolean goneAlready = phase == Phase.DELETE && reply.status() == 404;
            boolean nothingToDo = phase == Phase.TAMPER && reply.status() == 400;
            assertThat(reply.status() == 200 || goneAlready || nothingToDo)
                    .as(phase + " of " + stack + ": " + reply)
                    .isTrue();
        }
    }

    private static ServiceProcess.Reply apply(ServiceProcess service, String stack, int version)
            throws IOException, InterruptedException {
        return service.send("PUT", "/api/v1/stacks/" + stack, manifestOf(stack, version));
    }

    private ServiceProcess.Reply tamper(ServiceProcess service, String stack) throws IOException, InterruptedException {
        String what = TAMPERINGS.get(random.nextInt(TAMPERINGS.size()));
        ServiceProcess.Reply reply = service.send(
                "POST",
                "/api/v1/sandbox/tamper",
                "{\"stack\": \"" + stack + "\", \"what\": \"" + what + "\", \"seed\": 1}");
        System.out.println("  " + stack + " " + what + ": " + reply.body());
        service.send("POST", "/api/v1/stacks/" + stack + "/reconcile", "{}");
        return reply;
    }

    /** Starts once more and waits until nothing is left to do; ends on SIGTERM as it should. */
    private void settle(ServiceProcess service, Phase phase) throws IOException, InterruptedException {
        service.start();
        assertThat(service.answers()).as(service.output()).isTrue();
        if (phase != Phase.TAMPER) {
            ask(service, phase);
        }
        long last = System.nanoTime() + PATIENCE.toNanos();
        while (!settled(service, phase)) {
            if (System.nanoTime() > last) {
                throw new AssertionError(phase + " does not settle after " + kills + "\n"
                        + service.get("/api/v1/stacks").body().toPrettyString() + "\n" + service.output());
            }
            Thread.sleep(100);
        }
    }

    private static boolean settled(ServiceProcess service, Phase phase) throws IOException, InterruptedException {
        for (String stack : STACKS) {
            if (phase == Phase.DELETE) {
                if (service.get("/api/v1/stacks/" + stack).status() != 404) {
                    return false;
                }
            } else if (!isReady(service, stack) || !isPlanEmpty(service, stack, phase == Phase.CREATE ? 0 : 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isReady(ServiceProcess service, String stack) throws IOException, InterruptedException {
        JsonNode status = service.status(stack).orElse(null);
        if (status == null
                || !status.path("phase").asText().equals("Ready")
                || status.at("/drift/total").asInt() != 0) {
            return false;
        }
        for (JsonNode resource :
                service.get("/api/v1/stacks/" + stack + "/resources").body().path("items")) {
            if (!resource.path("state").asText().equals("Ready")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlanEmpty(ServiceProcess service, String stack, int version)
            throws IOException, InterruptedException {
        ServiceProcess.Reply plan = service.send("POST", "/api/v1/plan", manifestOf(stack, version));
        return plan.status() == 200 && !plan.body().path("changes").asBoolean(true);
    }

    private void check(ServiceProcess service, Phase phase, Expected expected)
            throws IOException, InterruptedException {
        List<String> standing = WorldPicture.standing(service.world(), STACKS);
        assertThat(service.terminate()).as("exit code on SIGTERM").isIn(0, 143);
        WorldPicture.addMade(service.world(), made);
        switch (phase) {
            case CREATE -> {
                assertThat(WorldPicture.tagged(service.world())).isNotEmpty();
                assertThat(standing).containsExactlyElementsOf(expected.created());
                assertMadeOnce();
            }
            case UPDATE -> {
                assertThat(standing).containsExactlyElementsOf(expected.updated());
                assertMadeOnce();
            }
            case TAMPER -> assertThat(standing).containsExactlyElementsOf(expected.updated());
            case DELETE -> {
                assertThat(standing).isEmpty();
                assertThat(WorldPicture.tagged(service.world()))
                        .allMatch(row -> row.matches(".* (deleted|terminated)"));
                assertThat(filesOfStacks(service)).isEmpty();
                made.clear();
            }
        }
    }

    private void assertMadeOnce() {
        assertThat(made).isNotEmpty();
        made.forEach((thing, ids) -> assertThat(ids).as(thing).hasSize(1));
    }

    private static List<Path> filesOfStacks(ServiceProcess service) throws IOException {
        try (Stream<Path> kept = Files.walk(service.state());
                Stream<Path> wanted = Files.walk(service.folder())) {
            return Stream.concat(kept, wanted)
                    .filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().contains("shop") || file.toString().contains("edge"))
                    .toList();
        }
    }

    /** How many creations the memory says were begun. */
    private static long intents(ServiceProcess service) throws IOException {
        Path memory = service.state().resolve("memory");
        if (!Files.exists(memory)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(memory)) {
            long count = 0;
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                count += Files.readString(file).split("\"nonce\"", -1).length - 1;
            }
            return count;
        }
    }

    private Expected undisturbed() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(home.resolve("undisturbed/stacks"));
        CloudSide cloud = CloudSides.sandbox(WorldStore.inMemory(), REFERENCE_SPEED);
        Machinery.RunOptions options = new Machinery.RunOptions(
                folder,
                home.resolve("undisturbed/state"),
                "127.0.0.1",
                0,
                null,
                true,
                REFERENCE_SPEED,
                Duration.ofSeconds(60),
                false,
                false,
                "default");
        try (Service service = new Service(options, cloud, new Door(null), new Listeners())) {
            service.start();
            return new Expected(built(service, 0), built(service, 1));
        }
    }

    private static List<String> built(Service service, int version) throws InterruptedException {
        for (String stack : STACKS) {
            service.stacks().apply(manifestOf(stack, version).getBytes(StandardCharsets.UTF_8));
        }
        long last = System.nanoTime() + PATIENCE.toNanos();
        while (!STACKS.stream().allMatch(stack -> isBuilt(service, stack, version))) {
            assertThat(System.nanoTime()).as("the undisturbed one settles").isLessThan(last);
            Thread.sleep(100);
        }
        return WorldPicture.standing(service.cloud().clouds(), STACKS);
    }

    private static boolean isBuilt(Service service, String stack, int version) {
        StackObject known = service.stacks().find(stack).orElseThrow();
        byte[] manifest = manifestOf(stack, version).getBytes(StandardCharsets.UTF_8);
        return known.status() != null
                && known.status().is("Ready")
                && !service.stacks().plan(manifest).changes();
    }

    private static String manifestOf(String stack, int version) {
        return MANIFESTS.getOrDefault(stack, List.of()).get(version);
    }

    private static String manifest(String name, String cidr, String nat, String tier, String group, String link) {
        return """
                {"apiVersion": "stockade.dev/v1alpha1", "kind": "SecureStack", "metadata": {"name": "%s"},
                 "spec": {
                   "region": "eu-west-1",
                   "network": {"cidr": "%s", "zones": 2, "nat": {"mode": "%s"},
                     "tiers": [{"name": "public", "access": "Public"}, {"name": "app", "access": "Private"}%s],
                     "endpoints": [{"service": "s3"}, {"service": "ssm", "tiers": ["app"]}]},
                   "securityGroups": [{"name": "app"}, {"name": "db"}%s],
                   "links": [
                     {"from": {"cidr": "203.0.113.0/24"}, "to": {"group": "app"}, "port": 443},
                     {"from": {"group": "app"}, "to": {"group": "db"}, "port": 5432}%s]}}
                """.formatted(name, cidr, nat, tier, group, link);
    }
}
