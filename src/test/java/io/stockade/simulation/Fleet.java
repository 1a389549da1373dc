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
final class Fleet {
    /** Stands in no other text. */
    private static final String NAME = "fleet-of";

    private Fleet() {}

    static List<SecureStack> of(String example, int stacks) {
        String text = text(example);
        return IntStream.range(0, stacks)
                .mapToObj(index -> named(text, example, NAME + "-" + index))
                .toList();
    }

    /** A service that has just found a fleet standing which was built before it was started. */
    static Simulation standing(String example, int stacks) {
        KeptWorld empty = new KeptWorld(List.of());
        KeptWorld world = new KeptWorld(List.of());
        Instant now = build(example, empty, world);
        Simulation simulation = Simulation.unthrottled(now, new Clones(NAME, empty, world).times(stacks, now));
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

    private static Instant build(String example, KeptWorld empty, KeptWorld world) {
        try (Simulation simulation = Simulation.unthrottled(Simulation.START, empty)) {
            simulation.act(() -> simulation.cloud("eu-west-1").scope(Instant.MIN));
        }
        try (Simulation simulation = Simulation.unthrottled(Simulation.START, world)) {
            simulation.untilReady(simulation.apply(named(text(example), example, NAME)));
            simulation.time.runUntil(simulation.time.now().plusSeconds(600));
            return simulation.time.now();
        }
    }

    private static SecureStack named(String text, String example, String name) {
        return Simulation.manifest(text.replace("\n  name: " + example + "\n", "\n  name: " + name + "\n"));
    }

    private static String text(String example) {
        try {
            return Files.readString(Path.of("docs/examples/" + example + ".yaml"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
