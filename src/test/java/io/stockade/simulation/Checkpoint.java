package io.stockade.simulation;

import io.stockade.memory.MemoryStore;
import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.EngineSettings;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.spec.SecureStack;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is left of a service that is down: its cloud, its memory, and what its front end keeps. */
record Checkpoint(
        Instant at,
        List<String> world,
        Map<String, MemoryStore.Versioned> memories,
        Map<String, DesiredStack> wanted,
        Map<String, StackStatus> statuses) {
    static final Checkpoint EMPTY = new Checkpoint(Simulation.START, List.of(), Map.of(), Map.of(), Map.of());

    static Checkpoint of(Simulation simulation, KeptWorld world) {
        Map<String, MemoryStore.Versioned> memories = new TreeMap<>();
        simulation
                .wanted
                .keySet()
                .forEach(stack -> simulation.memory.find(stack).ifPresent(known -> memories.put(stack, known)));
        // Opened once, a world is without its past: hundreds start from here, and none of them has to read that.
        KeptWorld kept = new KeptWorld(world.read());
        Sandbox unused = new Sandbox(simulation.time, SandboxSettings.defaults(), kept);
        return new Checkpoint(
                simulation.time.now(),
                kept.read(),
                memories,
                Map.copyOf(simulation.wanted),
                Map.copyOf(simulation.statuses));
    }

    /** An account with other people's roles and functions, and a stack in it that is built. */
    static Checkpoint furnished(SecureStack manifest) {
        KeptWorld world = new KeptWorld(List.of());
        try (Simulation simulation = EMPTY.open(world)) {
            Account.furnish(simulation);
            simulation.untilReady(simulation.apply(manifest));
            simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(2)));
            return of(simulation, world);
        }
    }

    /** A service that goes on from here. */
    Simulation open(KeptWorld kept) {
        Simulation simulation = new Simulation(
                at, kept, SandboxSettings.defaults(), EngineSettings.of("test", false, Duration.ofMinutes(1)));
        memories.forEach((stack, known) -> simulation.memory.save(stack, known.memory(), 0));
        simulation.wanted.putAll(wanted);
        simulation.statuses.putAll(statuses);
        statuses.forEach((stack, status) -> simulation.engine().recall(stack, status));
        return simulation;
    }
}
