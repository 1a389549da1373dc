package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.JournalEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no drift gives no record: not what AWS and others do beside us, nor another spelling of the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoDriftTest {
    private final Map<String, Simulation> built = new HashMap<>();

    static Stream<DriftCase> cases() {
        return QuietCases.all().stream();
    }

    @Test
    void thereAreSixtyAtLeast() {
        assertThat(QuietCases.all()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(QuietCases.all()).extracting(DriftCase::subject).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesNoRecord(DriftCase quiet) throws IOException {
        boolean sound = false;
        try {
            play(quiet, stack(quiet.stack()));
            sound = true;
        } finally {
            if (!sound) {
                Objects.requireNonNull(built.remove(quiet.stack())).close();
            }
        }
    }

    private static void play(DriftCase quiet, Simulation simulation) {
        String stack = "default/" + quiet.stack();
        Console console = new Console(simulation, stack);
        int told = simulation.history.size();
        long before = simulation.sandbox.journal().sequence();

        simulation.act(() -> quiet.action().accept(console));

        assertThat(simulation.sandbox.journal().mutations()).isPositive();
        assertThat(DriftWalkTest.decisions(simulation, stack)).isEmpty();
        simulation.sweep(stack);
        assertThat(simulation.writes(before)).isEmpty();
        assertThat(simulation.detail(stack).drifts()).isEmpty();
        assertThat(simulation.history.subList(told, simulation.history.size()))
                .noneMatch(status -> status.is("Drifted"));
        assertThat(simulation.defects).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"instance", "gateway", "secrets"})
    void thirtyDaysInWhichNobodyTampersGiveNone(String name) throws IOException {
        try (Simulation simulation = build(name)) {
            long before = simulation.sandbox.journal().sequence();
            int told = simulation.history.size();
            Instant end = simulation.time.now().plus(Duration.ofDays(30));

            while (simulation.time.now().isBefore(end)) {
                simulation.time.runUntil(simulation.time.now().plus(Duration.ofHours(3)));
                simulation.sweep("default/" + name);
                assertThat(simulation.detail("default/" + name).drifts()).isEmpty();
            }

            assertThat(simulation.history.subList(told, simulation.history.size()))
                    .noneMatch(status -> status.is("Drifted"));
            assertThat(simulation.writes(before))
                    .filteredOn(call -> !call.service().equals("secretsmanager"))
                    .isEmpty();
        }
    }

    private static Simulation build(String name) throws IOException {
        Simulation simulation = new Simulation();
        Account.furnish(simulation);
        simulation.untilReady(
                simulation.apply(Simulation.manifest(Files.readString(DriftWalkTest.FOLDER.resolve(name + ".yaml")))));
        simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(6)));
        return simulation;
    }

    private Simulation stack(String name) throws IOException {
        if (!built.containsKey(name)) {
            built.put(name, build(name));
        }
        return built.get(name);
    }

    /** All of it together, for as long as what is seldom read takes to be read again, and much longer. */
    @AfterAll
    void andNoneInTheDaysAfter() {
        built.forEach((name, simulation) -> {
            long before = simulation.sandbox.journal().sequence();
            int told = simulation.history.size();
            for (int hour = 0; hour < 5; hour++) {
                simulation.time.runUntil(simulation.time.now().plus(Duration.ofHours(1)));
                simulation.sweep("default/" + name);
            }
            List<JournalEntry> written = simulation.writes(before);
            assertThat(written).as(name).isEmpty();
            assertThat(simulation.history.subList(told, simulation.history.size()))
                    .as(name)
                    .noneMatch(status -> status.is("Drifted"));
            simulation.close();
        });
    }
}
