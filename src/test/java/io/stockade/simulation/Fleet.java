package io.stockade.simulation;

import io.stockade.sandbox.world.WorldStore;
import io.stockade.spec.SecureStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Many stacks of one shape, each with a name of its own. */
public final class Fleet {
    /** Stands in no other text. */
    private static final String NAME = "fleet-of";

    private Fleet() {}

    static List<SecureStack> of(String example, int stacks) {
        return texts(text(example), example, stacks).stream()
                .map(Simulation::manifest)
                .toList();
    }

    /** The manifests of a fleet of one shape; the uid of each is its name after {@code uid-}. */
    public static List<String> texts(String manifest, String name, int stacks) {
        return IntStream.range(0, stacks)
                .mapToObj(index -> named(manifest, name, NAME + "-" + index))
                .toList();
    }

    /**
     * A world with a fleet that was built in it, by an installation called {@code test}.
     *
     * @param now the time in it
     */
    public record World(WorldStore store, Instant now) {
        /** As many of this shape. */
        public static World of(String manifest, String name, int stacks) {
            KeptWorld empty = new KeptWorld(List.of());
            KeptWorld world = new KeptWorld(List.of());
            Instant now = build(named(manifest, name, NAME), empty, world);
            return new World(new Clones(NAME, empty, world).times(stacks, now), now);
        }
    }

    /** A service that has just found a fleet standing which was built before it was started. */
    static Simulation standing(String example, int stacks) {
        World world = World.of(text(example), example, stacks);
        Simulation simulation = Simulation.unthrottled(world.now(), world.store());
        of(example, stacks).forEach(simulation::apply);
        simulation.wanted.keySet().forEach(simulation::untilReady);
        return simulation;
    }

    /** A service that has just built a fleet. */
    static Simulation built(String example, int stacks) {
        Simulation simulation = Simulation.unthrottled(Simulation.START, WorldStore.inMemory());
        of(example, stacks).forEach(simulation::apply);
        simulation.wanted.keySet().forEach(simulation::untilReady);
        return simulation;
    }

    private static Instant build(String manifest, KeptWorld empty, KeptWorld world) {
        try (Simulation simulation = Simulation.unthrottled(Simulation.START, empty)) {
            simulation.act(() -> simulation.cloud("eu-west-1").scope(Instant.MIN));
        }
        try (Simulation simulation = Simulation.unthrottled(Simulation.START, world)) {
            simulation.untilReady(simulation.apply(Simulation.manifest(manifest)));
            simulation.time.runUntil(simulation.time.now().plusSeconds(600));
            return simulation.time.now();
        }
    }

    private static String named(String text, String example, String name) {
        return text.replace("\n  name: " + example + "\n", "\n  name: " + name + "\n");
    }

    private static String text(String example) {
        try {
            return Files.readString(Path.of("docs/examples/" + example + ".yaml"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
