package io.stockade.kube;

import io.stockade.sandbox.JournalEntry;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.VirtualTime;
import io.stockade.sandbox.world.WorldStore;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Operators that all believe to be the only one, over one cluster and one cloud. No lease is between them. */
final class TwoOperators implements AutoCloseable {
    static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
    private static final Duration TICK = Duration.ofSeconds(5);

    final FakeCluster cluster = new FakeCluster();
    final VirtualTime time = new VirtualTime(START);
    final Sandbox sandbox = new Sandbox(time, SandboxSettings.defaults(), WorldStore.inMemory());
    private static final Duration QUIET = Duration.ofMinutes(7);
    private static final Duration LONGEST = Duration.ofHours(2);
    private final List<Running> processes = new ArrayList<>();
    private final Random random;

    /** One of them. */
    private record Running(LabOperator operator, StandStill still, LateView view) {}

    TwoOperators(long seed) {
        this.random = new Random(seed);
    }

    /** Starts another one, with a watch that is late by chance. */
    void start(String name) {
        start(name, random.nextInt(3) == 0 ? Duration.ofSeconds(random.nextInt(60)) : Duration.ofMillis(200));
    }

    /** @param lag by how much its watch is late */
    void start(String name, Duration lag) {
        StandStill still = new StandStill(time);
        still.holds(name, sandbox.faults());
        LateView view = new LateView(cluster, time, still);
        LabOperator operator = new LabOperator(time, sandbox, view, view, LabOperator.Options.of(name, false));
        Running process = new Running(operator, still, view);
        processes.add(process);
        view.watch(lag, stack -> {
            // An event may get lost.
            if (random.nextInt(4) > 0) {
                operator.front.changed(stack);
            }
        });
        time.schedule(time.now().plusMillis(random.nextInt(5000)), () -> tick(process));
    }

    private void tick(Running process) {
        if (!process.still().now()) {
            process.operator().front.sweep();
            process.operator().front.beat();
            process.view().all().toList().forEach(object -> finish(process, object));
        }
        time.schedule(time.now().plus(TICK), () -> tick(process));
    }

    /** What the Operator SDK does once the front end is done with an object. */
    private void finish(Running process, RawStack object) {
        if (object.beingDeleted() && process.operator().front.released(object)) {
            cluster.remove(object.key());
        }
    }

    /** Has each of them stand still a few times from now on. */
    void disturb(Duration within) {
        for (Running process : processes) {
            int pauses = random.nextInt(4);
            for (int pause = 0; pause < pauses; pause++) {
                Instant from = time.now().plusMillis(random.nextInt((int) within.toMillis()));
                int most = random.nextBoolean() ? 20 : 600;
                process.still().add(from, Duration.ofMillis(1 + random.nextInt(most * 1000)));
            }
        }
    }

    /** Has those that run stand still once the next thing was written, which is what they announce. */
    void standStillAfterNextWrite(Duration length) {
        cluster.beforeWrite = object -> {
            cluster.beforeWrite = none -> {};
            processes.forEach(each -> each.still().add(time.now(), length));
        };
    }

    void pass(Duration duration) {
        time.runUntil(time.now().plus(duration));
    }

    /** Lets time pass until nobody stood still, nor wrote anything, for a while: longer than anybody waits for anything. */
    void settle() {
        Instant quietSince = time.now();
        Instant end = time.now().plus(LONGEST);
        while (Duration.between(quietSince, time.now()).compareTo(QUIET) < 0
                && time.now().isBefore(end)) {
            long before = sandbox.journal().mutations() + cluster.written.size();
            boolean still = processes.stream().anyMatch(each -> each.still().now());
            pass(Duration.ofSeconds(10));
            if (still || sandbox.journal().mutations() + cluster.written.size() > before) {
                quietSince = time.now();
            }
        }
    }

    List<RuntimeException> defects() {
        return processes.stream()
                .flatMap(each -> each.operator().defects.stream())
                .toList();
    }

    Optional<StackStatus> status(String stack) {
        return StatusJson.read(cluster.status(stack));
    }

    /** How many things each action made: ids that nobody had named before. */
    Map<String, Integer> made() {
        Map<String, Integer> made = new TreeMap<>();
        Set<String> known = new HashSet<>();
        for (JournalEntry entry : sandbox.journal().entries(JournalEntry::succeeded)) {
            long fresh = entry.resources().stream().filter(known::add).count();
            boolean makes = Stream.of("Create", "Allocate").anyMatch(entry.action()::startsWith);
            if (makes && fresh > 0) {
                made.merge(entry.action(), (int) fresh, Integer::sum);
            }
        }
        return made;
    }

    /** Writes of one kind to one thing by one, then another, then the first again: they undo each other's work. */
    List<String> toAndFro(long since) {
        Map<String, List<String>> writers = new HashMap<>();
        for (JournalEntry entry : sandbox.journal().since(since)) {
            if (entry.mutating() && entry.succeeded()) {
                // Rules have another id each time that they are made.
                List<String> things = entry.resources().stream()
                        .filter(id -> !id.startsWith("sgr-"))
                        .toList();
                List<String> by = writers.computeIfAbsent(entry.action() + " " + things, key -> new ArrayList<>());
                if (by.isEmpty() || !by.get(by.size() - 1).equals(entry.principal())) {
                    by.add(entry.principal());
                }
            }
        }
        return writers.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 2)
                .map(entry -> entry.getKey() + " by " + entry.getValue())
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        processes.forEach(each -> each.operator().front.engine().close());
    }
}
