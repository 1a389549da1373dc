package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.KilledStacks.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One service that is killed again and again on its way through all phases, at moments that a seed decides. */
final class KilledService implements AutoCloseable {
    private static final int SPEED = 150;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Without a write for so long a kill comes all the same: longer than what a lost creation is waited for. */
    private static final Duration AT_REST = Duration.ofSeconds(4);
    /** From the start of the process to its first pass and a little further. */
    private static final int LONGEST_START_MILLIS = 4000;

    private static final String REMOVE_TAGS = "remove-tags";

    private static final List<String> TAMPERINGS = List.of(
            "delete-route",
            "open-ssh",
            "terminate-nat",
            "delete-subnet",
            "change-endpoint-groups",
            "detach-gateway",
            "edit-rule",
            REMOVE_TAGS);

    /** After which something is made anew. */
    private static final Set<String> DELETING = Set.of("terminate-nat", "delete-subnet", "detach-gateway");

    private final ServiceProcess service;
    private final Random random;
    private final SortedMap<String, SortedSet<String>> made = new TreeMap<>();
    private final List<String> kills = new ArrayList<>();

    /**
     * Stacks of which something may have been made anew by a process that was killed before it could note the id. Such a
     * thing is known by its tags alone; without them it is nobody's, and left alone on purpose.
     */
    private final Set<String> remade = new TreeSet<>();

    KilledService(Path home, long seed) throws IOException {
        this.service = new ServiceProcess(home, SPEED);
        this.random = new Random(seed);
    }

    /** Goes through all phases, is killed as often as told, and stands each time as expected in the end. */
    void live(int deaths, KilledStacks.Expected expected) throws IOException, InterruptedException {
        int phasesLeft = Phase.values().length;
        for (Phase phase : Phase.values()) {
            int rounds = (deaths - kills.size()) / phasesLeft--;
            for (int round = 0; round < rounds; round++) {
                round(phase);
            }
            settle(phase);
            check(phase, expected);
        }
        assertThat(service.output()).doesNotContain("Exception", "ERROR");
    }

    /** Every kill so far, in words. */
    List<String> kills() {
        return kills;
    }

    @Override
    public void close() {
        service.close();
    }

    private void round(Phase phase) throws IOException, InterruptedException {
        service.start();
        kills.add(phase + " " + (random.nextInt(4) == 0 ? afterMilliseconds(phase) : afterWrites(phase)));
        WorldPicture.addMade(service.world(), made);
    }

    /** Also in the middle of the start, and of a request. */
    private String afterMilliseconds(Phase phase) throws InterruptedException {
        int milliseconds = random.nextInt(LONGEST_START_MILLIS);
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
                ask(phase);
            }
        } catch (IOException killed) {
            // That is what this is about.
        }
        killer.join();
        return "after " + milliseconds + " ms";
    }

    private String afterWrites(Phase phase) throws IOException, InterruptedException {
        assertThat(service.answers()).as(service.output()).isTrue();
        long before = Files.size(service.world());
        ask(phase);
        int most = switch (phase) {
            case CREATE, DELETE -> 35;
            case UPDATE -> 10;
            case TAMPER -> 6;
        };
        int wanted = random.nextInt(most);
        long seen = 0;
        long last = System.nanoTime() + AT_REST.toNanos();
        for (int look = 1; seen < wanted && System.nanoTime() < last; look++) {
            if (look % 200 == 0 && settled(phase)) {
                break;
            }
            Thread.sleep(2);
            long now = WorldPicture.writesSince(service.world(), before);
            last = now > seen ? System.nanoTime() + AT_REST.toNanos() : last;
            seen = now;
        }
        service.kill();
        return "after " + wanted + " writes";
    }

    /** Asks for what the phase is about; that it was asked before does no harm. */
    private void ask(Phase phase) throws IOException, InterruptedException {
        for (String stack : KilledStacks.NAMES) {
            ServiceProcess.Reply reply = switch (phase) {
                case CREATE, UPDATE ->
                    service.send("PUT", "/api/v1/stacks/" + stack, KilledStacks.manifest(stack, phase.version()));
                case TAMPER -> tamper(stack);
                case DELETE -> service.send("DELETE", "/api/v1/stacks/" + stack, null);
            };
            boolean goneAlready = phase == Phase.DELETE && reply.status() == 404;
            boolean nothingToDo = phase == Phase.TAMPER && reply.status() == 400;
            assertThat(reply.status() == 200 || goneAlready || nothingToDo)
                    .as(phase + " of " + stack + ": " + reply)
                    .isTrue();
        }
    }

    private ServiceProcess.Reply tamper(String stack) throws IOException, InterruptedException {
        String drawn = TAMPERINGS.get(random.nextInt(TAMPERINGS.size()));
        String what = drawn.equals(REMOVE_TAGS) && remade.contains(stack) ? "edit-rule" : drawn;
        if (DELETING.contains(what)) {
            remade.add(stack);
        }
        ServiceProcess.Reply reply = service.send(
                "POST",
                "/api/v1/sandbox/tamper",
                "{\"stack\": \"" + stack + "\", \"what\": \"" + what + "\", \"seed\": 1}");
        service.send("POST", "/api/v1/stacks/" + stack + "/reconcile", "{}");
        return reply;
    }

    /** Starts once more and waits until nothing is left to do; ends on SIGTERM as it should. */
    private void settle(Phase phase) throws IOException, InterruptedException {
        service.start();
        assertThat(service.answers()).as(service.output()).isTrue();
        if (phase != Phase.TAMPER) {
            ask(phase);
        }
        long last = System.nanoTime() + PATIENCE.toNanos();
        while (!settled(phase)) {
            if (System.nanoTime() > last) {
                throw new AssertionError(phase + " does not settle after " + kills + "\n"
                        + service.get("/api/v1/stacks").body().toPrettyString() + "\n" + service.output());
            }
            Thread.sleep(100);
        }
    }

    private boolean settled(Phase phase) throws IOException, InterruptedException {
        for (String stack : KilledStacks.NAMES) {
            if (phase == Phase.DELETE) {
                if (service.get("/api/v1/stacks/" + stack).status() != 404) {
                    return false;
                }
            } else if (!isReady(stack) || !isPlanEmpty(stack, phase.version())) {
                return false;
            }
        }
        return true;
    }

    private boolean isReady(String stack) throws IOException, InterruptedException {
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

    private boolean isPlanEmpty(String stack, int version) throws IOException, InterruptedException {
        ServiceProcess.Reply plan = service.send("POST", "/api/v1/plan", KilledStacks.manifest(stack, version));
        return plan.status() == 200 && !plan.body().path("changes").asBoolean(true);
    }

    private void check(Phase phase, KilledStacks.Expected expected) throws IOException, InterruptedException {
        for (String stack : KilledStacks.NAMES) {
            if (phase != Phase.DELETE) {
                assertThat(service.plan(KilledStacks.manifest(stack, phase.version())))
                        .as("exit code of stockade plan after " + kills)
                        .isZero();
            }
        }
        List<String> standing = WorldPicture.standing(service.world(), KilledStacks.NAMES);
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
                assertThat(filesOfStacks()).isEmpty();
                made.clear();
            }
        }
    }

    private void assertMadeOnce() {
        assertThat(made).isNotEmpty();
        made.forEach((thing, ids) -> assertThat(ids).as(thing).hasSize(1));
    }

    private List<Path> filesOfStacks() throws IOException {
        try (Stream<Path> kept = Files.walk(service.state());
                Stream<Path> wanted = Files.walk(service.folder())) {
            return Stream.concat(kept, wanted)
                    .filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().contains("shop") || file.toString().contains("edge"))
                    .toList();
        }
    }
}
