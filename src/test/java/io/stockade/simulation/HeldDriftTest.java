package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.plan.Drift;
import io.stockade.reconcile.EngineSettings;
import io.stockade.spec.SecureStack;
import io.stockade.status.StackStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is changed behind our back: a service that is read-only, and a stack whose drift is only to be reported, tell
 * it and write nothing; and once the hold is taken away it is repaired.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldDriftTest {
    private static final EngineSettings WRITING = EngineSettings.of("test", false, Duration.ofMinutes(1));
    private static final EngineSettings READING = EngineSettings.of("test", true, Duration.ofMinutes(1));

    private final Map<String, Simulation> built = new HashMap<>();

    /** What keeps repairs back. */
    private enum Hold {
        READ_ONLY {
            @Override
            void begin(Simulation simulation, SecureStack manifest) {
                simulation.restart(READING);
            }

            @Override
            void end(Simulation simulation, SecureStack manifest) {
                simulation.restart(WRITING);
            }
        },
        REPORT {
            @Override
            void begin(Simulation simulation, SecureStack manifest) throws IOException {
                simulation.apply(
                        manifest(manifest.metadata().name(), "  drift: {mode: Report, correctionsPerHour: 60}\n"));
            }

            @Override
            void end(Simulation simulation, SecureStack manifest) {
                simulation.apply(manifest);
            }
        };

        abstract void begin(Simulation simulation, SecureStack manifest) throws IOException;

        abstract void end(Simulation simulation, SecureStack manifest);
    }

    static Stream<Arguments> cases() {
        return Stream.of(Hold.values())
                .flatMap(hold -> DriftCases.all().stream().map(drift -> Arguments.of(hold, drift)));
    }

    private static SecureStack manifest(String stack, String more) throws IOException {
        return Simulation.manifest(Files.readString(DriftWalkTest.FOLDER.resolve(stack + ".yaml")) + more);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isToldAndNotTouchedUntilTheHoldEnds(Hold hold, DriftCase drift) throws IOException {
        Simulation simulation = stack(hold, drift.stack());
        boolean sound = false;
        try {
            play(simulation, hold, drift);
            sound = true;
        } finally {
            if (!sound) {
                discard(hold + drift.stack());
            }
        }
    }

    private static void play(Simulation simulation, Hold hold, DriftCase drift) throws IOException {
        String stack = "default/" + drift.stack();
        SecureStack manifest = manifest(drift.stack(), DriftWalkTest.PATIENT);
        hold.begin(simulation, manifest);
        simulation.sweep(stack);
        Console before = new Console(simulation, stack);
        simulation.act(() -> drift.action().accept(before));
        Set<String> expected = expected(simulation, stack);
        long begun = simulation.sandbox.journal().sequence();
        int seen = simulation.history.size();

        simulation.sweep(stack);
        if (!told(simulation, seen, expected).contains(expected)) {
            simulation.time.runUntil(simulation.time.now().plus(DriftWalkTest.SLOW));
            // What is scheduled for deletion at first is gone by then.
            expected = expected(simulation, stack);
            simulation.sweep(stack);
        }

        assertThat(told(simulation, seen, expected)).contains(expected);
        simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(6)));
        simulation.sweep(stack);
        assertThat(simulation.writes(begun)).isEmpty();
        hold.end(simulation, manifest);
        for (int minute = 0; minute < 20 && (minute == 0 || !DriftWalkTest.settled(simulation, stack)); minute++) {
            simulation.sweep(stack);
            simulation.time.runUntil(simulation.time.now().plusSeconds(50));
        }
        simulation.act(() -> drift.undo().accept(before));
        DriftWalkTest.assertConverged(simulation, stack);
    }

    private static Set<String> expected(Simulation simulation, String stack) {
        return DriftWalkTest.decisions(simulation, stack).stream()
                .flatMap(decision -> Drift.of(decision.difference()).stream())
                .map(drift -> drift.resource() + " " + drift.path() + " " + drift.driftClass() + " "
                        + word(drift.severity().name()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every set of drifts that a status told, without what merely stopped working because of them. */
    private static List<Set<String>> told(Simulation simulation, int since, Set<String> expected) {
        return simulation.history.subList(since, simulation.history.size()).stream()
                .filter(status -> status.is("Drifted"))
                .<Set<String>>map(status -> status.drift().items().stream()
                        .map(HeldDriftTest::line)
                        .filter(line -> expected.contains(line) || !line.contains(" state Changed "))
                        .collect(Collectors.toCollection(TreeSet::new)))
                .toList();
    }

    private static String line(StackStatus.DriftEntry entry) {
        return entry.resource() + " " + entry.field() + " " + entry.driftClass() + " " + entry.severity();
    }

    private static String word(String constant) {
        return constant.charAt(0) + constant.substring(1).toLowerCase(Locale.ROOT);
    }

    private Simulation stack(Hold hold, String name) throws IOException {
        Simulation known = built.get(hold + name);
        if (known != null) {
            return known;
        }
        Simulation simulation = new Simulation();
        Account.furnish(simulation);
        simulation.untilReady(simulation.apply(manifest(name, DriftWalkTest.PATIENT)));
        // Longer than AWS may take to show what was written: what is missing later is gone.
        simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(6)));
        built.put(hold + name, simulation);
        return simulation;
    }

    private void discard(String name) {
        Simulation broken = built.remove(name);
        if (broken != null) {
            broken.close();
        }
    }

    @AfterAll
    void close() {
        List.copyOf(built.keySet()).forEach(this::discard);
    }
}
