package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cli.Machinery;
import io.stockade.cloud.Permit;
import io.stockade.reconcile.Listeners;
import io.stockade.sandbox.world.WorldStore;
import io.stockade.web.Door;
import io.stockade.web.StackObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The stacks whose service is killed, and what they come to where nobody is killed. */
final class KilledStacks {
    static final SortedSet<String> NAMES = new TreeSet<>(List.of("default/edge", "default/shop"));

    private static final int SPEED = 600;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TIER = ", {\"name\": \"data\", \"access\": \"Isolated\"}";
    private static final String GROUP = ", {\"name\": \"cache\"}";
    private static final String LINK =
            ", {\"from\": {\"group\": \"app\"}, \"to\": {\"group\": \"cache\"}, \"port\": 6379}";

    /** One of each sort of NAT; the second of each pair has a tier, groups and links more. */
    private static final Map<String, List<String>> MANIFESTS = Map.of(
            "default/shop",
            List.of(
                    written("shop", "10.40.0.0/16", "Instance", "", "", ""),
                    written("shop", "10.40.0.0/16", "Instance", TIER, GROUP, LINK)),
            "default/edge",
            List.of(
                    written("edge", "10.50.0.0/16", "Gateway", "", "", ""),
                    written("edge", "10.50.0.0/16", "Gateway", "", GROUP, LINK)));

    private KilledStacks() {}

    /** What is done to the stacks, in this order. */
    enum Phase {
        CREATE,
        UPDATE,
        TAMPER,
        DELETE;

        /** Which of the manifests is wanted then. */
        int version() {
            return this == CREATE ? 0 : 1;
        }
    }

    /** What one manifest after another comes to where nobody is killed. */
    record Expected(List<String> created, List<String> updated) {}

    static Expected undisturbed(Path home) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(home.resolve("stacks"));
        CloudSide cloud = CloudSides.sandbox(WorldStore.inMemory(), SPEED, Permit.ALWAYS);
        Machinery.RunOptions options = new Machinery.RunOptions(
                folder,
                home.resolve("state"),
                "127.0.0.1",
                0,
                null,
                true,
                SPEED,
                Duration.ofSeconds(60),
                false,
                false,
                "default",
                Machinery.RoleUse.PLAIN,
                null,
                Machinery.Telling.NOBODY,
                List.of(),
                null);
        try (Service service = Service.standalone(options, cloud, new Door(null), new Listeners())) {
            service.start();
            return new Expected(built(service, 0), built(service, 1));
        }
    }

    private static List<String> built(Service service, int version) throws InterruptedException {
        for (String stack : NAMES) {
            service.stacks().apply(manifest(stack, version).getBytes(StandardCharsets.UTF_8));
        }
        long last = System.nanoTime() + PATIENCE.toNanos();
        while (!NAMES.stream().allMatch(stack -> isBuilt(service, stack, version))) {
            assertThat(System.nanoTime()).as("the undisturbed one settles").isLessThan(last);
            Thread.sleep(100);
        }
        return WorldPicture.standing(service.cloud().clouds(), NAMES);
    }

    private static boolean isBuilt(Service service, String stack, int version) {
        StackObject known = service.stacks().find(stack).orElseThrow();
        byte[] manifest = manifest(stack, version).getBytes(StandardCharsets.UTF_8);
        return known.status() != null
                && known.status().is("Ready")
                && !service.stacks().plan(manifest).changes();
    }

    static String manifest(String stack, int version) {
        return MANIFESTS.getOrDefault(stack, List.of()).get(version);
    }

    private static String written(String name, String cidr, String nat, String tier, String group, String link) {
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
