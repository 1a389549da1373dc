package io.stockade.simulation;

import io.stockade.memory.StackMemory;
import io.stockade.sandbox.JournalEntry;
import io.stockade.simulation.KeptWorld.Row;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * A stack from its creation to its end, scene by scene. Each scene can be played again with something going wrong in
 * it, and must end as it does where nothing goes wrong.
 */
final class Life {
    static final String STACK = "default/life";
    private static final Duration PATIENCE = Duration.ofMinutes(40);
    private static final int TAIL = 40;

    private final Map<Scene, Checkpoint> grounds = new EnumMap<>(Scene.class);
    private final Map<Scene, Ending> endings = new EnumMap<>(Scene.class);

    /**
     * How a scene ends where nothing goes wrong.
     *
     * @param calls how many calls it takes, up to the moment when nothing is left to do
     * @param saves how many writes of the memory
     */
    record Ending(List<String> world, Checkpoint then, List<JournalEntry> calls, int saves) {}

    /** What goes wrong, once. */
    interface Disturbance {
        void into(Simulation simulation);

        /** Whether it happened. */
        boolean struck();
    }

    /** What was wrong with an end. */
    static final class Spoiled extends AssertionError {
        private static final long serialVersionUID = 1L;

        Spoiled(String what) {
            super(what);
        }
    }

    /** How a scene ends where nothing goes wrong. */
    synchronized Ending undisturbed(Scene scene) {
        Ending known = endings.get(scene);
        if (known != null) {
            return known;
        }
        Checkpoint start = start(scene);
        KeptWorld world = new KeptWorld(start.world());
        int[] saves = {0};
        try (Simulation simulation = start.open(world)) {
            long begun = simulation.sandbox.journal().sequence();
            simulation.watchSaves(written -> saves[0] += written ? 1 : 0);
            scene.begin(simulation);
            settle(scene, simulation);
            List<JournalEntry> calls = simulation.calls(begun);
            int saved = saves[0];
            List<Row> rows = converged(scene, simulation, world);
            Ending ending = new Ending(Picture.of(rows), Checkpoint.of(simulation, world), calls, saved);
            endings.put(scene, ending);
            return ending;
        }
    }

    private synchronized Checkpoint start(Scene scene) {
        return scene.before == null
                ? grounds.computeIfAbsent(scene, Scene::ground)
                : undisturbed(scene.before).then();
    }

    /** Plays a scene in which something goes wrong; what is wrong with its end, if anything is. */
    Optional<String> play(Scene scene, Disturbance disturbance) {
        Ending expected = undisturbed(scene);
        Checkpoint start = start(scene);
        KeptWorld world = new KeptWorld(start.world());
        try (Simulation simulation = start.open(world)) {
            long begun = simulation.sandbox.journal().sequence();
            try {
                disturbance.into(simulation);
                scene.begin(simulation);
                settle(scene, simulation);
                expect(disturbance.struck(), "nothing went wrong");
                assertSame(expected.world(), Picture.of(converged(scene, simulation, world)));
                return Optional.empty();
            } catch (AssertionError | RuntimeException wrong) {
                return Optional.of(wrong + "\n" + tail(simulation, begun));
            }
        }
    }

    /** Plays a scene as often as there are moments at which something can go wrong; what came of it where it mattered. */
    List<String> problems(Scene scene, Strike.What what, IntPredicate chosen) {
        return what.moments(undisturbed(scene))
                .filter(chosen)
                .parallel()
                .mapToObj(index ->
                        play(scene, what.at(index)).map(problem -> scene + ", " + what + ", " + index + ": " + problem))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Sweeps every minute, as the service does, until nothing is left to do. */
    private static void settle(Scene scene, Simulation simulation) {
        Instant end = simulation.time.now().plus(PATIENCE);
        while (simulation.time.now().isBefore(end)) {
            simulation.time.runUntil(simulation.time.now().plusSeconds(50));
            long before = simulation.sandbox.journal().sequence();
            simulation.sweep(STACK);
            if (simulation.writes(before).isEmpty() && settled(scene, simulation) && planned(scene, simulation)) {
                return;
            }
        }
        throw new Spoiled("not settled within " + PATIENCE + ": " + simulation.statuses + "\n" + simulation.defects);
    }

    private static boolean settled(Scene scene, Simulation simulation) {
        if (!scene.kept()) {
            return !simulation.wanted.containsKey(STACK);
        }
        StackStatus status = simulation.statuses.get(STACK);
        long generation = Objects.requireNonNull(simulation.wanted.get(STACK)).generation();
        return status != null
                && status.observedGeneration() == generation
                && status.is("Ready")
                && !status.is("Reconciling")
                && !status.is("Drifted")
                && rested(simulation);
    }

    /** Whether no rotation is under way, and none failed. */
    private static boolean rested(Simulation simulation) {
        return simulation.memory.find(STACK).orElseThrow().memory().secrets().values().stream()
                .allMatch(secret -> secret.flight() == null && secret.failure() == null);
    }

    /** Whether nothing is left to do, not even when something else has gone that AWS still takes away. */
    private static boolean planned(Scene scene, Simulation simulation) {
        return !scene.kept()
                || simulation.outsidePreview(STACK).plan().decisions().isEmpty();
    }

    /** The world after the end, which is as it should be. */
    private static List<Row> converged(Scene scene, Simulation simulation, KeptWorld world) {
        long settled = simulation.sandbox.journal().sequence();
        for (int sweep = 0; sweep < 3; sweep++) {
            simulation.sweep(STACK);
        }
        expect(simulation.writes(settled).isEmpty(), "writes after the end: " + simulation.writes(settled));
        expect(simulation.defects.isEmpty(), "defects: " + simulation.defects);
        List<Row> rows = world.rows();
        SortedSet<String> tagged = Picture.tagged(rows);
        if (!scene.kept()) {
            expect(tagged.isEmpty(), "left over: " + tagged);
            expect(simulation.memory.find(STACK).isEmpty(), "memory of what is gone");
            return rows;
        }
        expect(settled(scene, simulation), "unrest after the end: " + simulation.status(STACK));
        expect(planned(scene, simulation), "the plan has changes");
        Map<String, StackMemory.ResourceMemory> remembered = new TreeMap<>(
                simulation.memory.find(STACK).orElseThrow().memory().resources());
        expect(remembered.values().stream().allMatch(each -> each.intent() == null), "intents are left: " + remembered);
        TreeSet<String> ids = remembered.values().stream()
                .map(StackMemory.ResourceMemory::id)
                .filter(id -> id != null && !id.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        expect(ids.equals(tagged), "remembered and existing differ: " + unequal(ids, tagged));
        return rows;
    }

    private static void assertSame(List<String> expected, List<String> actual) {
        List<String> missing = new ArrayList<>(expected);
        actual.forEach(missing::remove);
        List<String> extra = new ArrayList<>(actual);
        expected.forEach(extra::remove);
        expect(
                missing.isEmpty() && extra.isEmpty(),
                "the world differs\nmissing:\n  " + String.join("\n  ", missing) + "\nthere instead:\n  "
                        + String.join("\n  ", extra));
    }

    private static String unequal(SortedSet<String> one, SortedSet<String> other) {
        SortedSet<String> onlyOne = new TreeSet<>(one);
        onlyOne.removeAll(other);
        SortedSet<String> onlyOther = new TreeSet<>(other);
        onlyOther.removeAll(one);
        return "only remembered " + onlyOne + ", only existing " + onlyOther;
    }

    private static void expect(boolean so, String otherwise) {
        if (!so) {
            throw new Spoiled(otherwise);
        }
    }

    private static String tail(Simulation simulation, long since) {
        List<JournalEntry> calls = simulation.sandbox.journal().since(since).stream()
                .filter(JournalEntry::mutating)
                .toList();
        return calls.subList(Math.max(0, calls.size() - TAIL), calls.size()).stream()
                .map(call -> "  " + call.time() + " " + call.principal() + " " + call.action() + " " + call.outcome()
                        + " " + call.resources())
                .collect(Collectors.joining("\n", "the last writes:\n", "\n"));
    }
}
