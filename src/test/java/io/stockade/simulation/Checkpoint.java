package io.stockade.simulation;

import io.stockade.memory.MemoryStore;
import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.EngineSettings;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is left of a service that is down: its cloud, its memory, and what its front end keeps. */
record Checkpoint(
        Instant at,
        List<String> world,
        Optional<MemoryStore.Versioned> memory,
        Map<String, DesiredStack> wanted,
        Map<String, StackStatus> statuses) {
    static final Checkpoint EMPTY = new Checkpoint(Simulation.START, List.of(), Optional.empty(), Map.of(), Map.of());

    static Checkpoint of(Simulation simulation, KeptWorld world) {
        return new Checkpoint(
                simulation.time.now(),
                world.read(),
                simulation.memory.find(Life.STACK),
                Map.copyOf(simulation.wanted),
                Map.copyOf(simulation.statuses));
    }

    /** A service that goes on from here. */
    Simulation open(KeptWorld kept) {
        Simulation simulation = new Simulation(
                at, kept, SandboxSettings.defaults(), EngineSettings.of("test", false, Duration.ofMinutes(1)));
        memory.ifPresent(known -> simulation.memory.save(Life.STACK, known.memory(), 0));
        simulation.wanted.putAll(wanted);
        simulation.statuses.putAll(statuses);
        statuses.forEach((stack, status) -> simulation.engine().recall(stack, status));
        return simulation;
    }
}
