package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.plan.Decision;
import io.stockade.plan.Difference;
import io.stockade.sandbox.JournalEntry;
import io.stockade.spec.GoldenFolders;
import io.stockade.status.StackStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever can be changed behind our back is: each change is seen as this drift, field by field, and repaired by these
 * calls, which lie in golden files; and afterwards the stack is as declared.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriftWalkTest {
    static final Path FOLDER = Path.of("src/test/resources/io/stockade/simulation/drift");
    /** The same things are broken again and again here, and nobody means it. */
    static final String PATIENT = "  drift: {correctionsPerHour: 60}\n";

    /** What AWS tells only one by one is read that often. */
    static final Duration SLOW = Duration.ofMinutes(61);

    private static final Pattern ID = Pattern.compile("\\b([a-z]+)-[0-9a-f]{17}\\b");
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{60}|^[0-9a-f]{12}-[0-9a-f]{16}$|[|][0-9a-f-]{36}$");

    private final Map<String, Simulation> built = new HashMap<>();

    static Stream<DriftCase> cases() {
        return DriftCases.all().stream();
    }

    @Test
    void everyComponentHasACaseOrAReason() {
        assertThat(DriftCases.uncovered()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isSeenAndRepaired(DriftCase drift) throws IOException {
        Simulation simulation = stack(drift.stack());
        boolean sound = false;
        try {
            GoldenFolders.assertMatches(
                    FOLDER.resolve(drift.subject() + ".txt"), play(drift, simulation), "DriftWalkTest");
            sound = true;
        } finally {
            if (!sound) {
                discard(drift.stack());
            }
        }
    }

    private String play(DriftCase drift, Simulation simulation) {
        String stack = "default/" + drift.stack();
        Console before = new Console(simulation, stack);
        simulation.act(() -> drift.action().accept(before));
        List<Decision> decisions = decisions(simulation, stack);
        long begun = simulation.sandbox.journal().sequence();
        int seen = simulation.history.size();

        boolean atOnce = seen(simulation, stack, seen);
        if (!atOnce) {
            simulation.time.runUntil(simulation.time.now().plus(SLOW));
            assertThat(seen(simulation, stack, seen)).as("a status tells of it").isTrue();
        }
        for (int minute = 0; minute < 20 && !settled(simulation, stack); minute++) {
            simulation.time.runUntil(simulation.time.now().plusSeconds(50));
            simulation.sweep(stack);
        }

        List<JournalEntry> repair = simulation.writes(begun);
        simulation.act(() -> drift.undo().accept(before));
        assertConverged(simulation, stack);
        return "seen: " + (atOnce ? "at the next sweep" : "within the hour") + "\n"
                + text(decisions, repair, before, new Console(simulation, stack));
    }

    static boolean settled(Simulation simulation, String stack) {
        StackStatus status = simulation.status(stack);
        return status.is("Ready") && !status.is("Drifted");
    }

    private static boolean seen(Simulation simulation, String stack, int since) {
        simulation.sweep(stack);
        return simulation.history.subList(since, simulation.history.size()).stream()
                .anyMatch(status -> status.is("Drifted"));
    }

    static List<Decision> decisions(Simulation simulation, String stack) {
        return simulation.time.call(() -> simulation
                .engine()
                .preview(Objects.requireNonNull(simulation.wanted.get(stack)).manifest())
                .plan()
                .decisions());
    }

    static void assertConverged(Simulation simulation, String stack) {
        simulation.sweep(stack);
        long repaired = simulation.sandbox.journal().sequence();
        simulation.sweep(stack);
        assertThat(simulation.writes(repaired)).isEmpty();
        assertThat(simulation.status(stack).drift().items()).isEmpty();
        assertThat(simulation.status(stack).is("Ready"))
                .as(simulation.status(stack).message())
                .isTrue();
        assertThat(decisions(simulation, stack)).isEmpty();
        assertThat(simulation.defects).isEmpty();
    }

    private static String text(List<Decision> decisions, List<JournalEntry> repair, Console before, Console after) {
        StringBuilder text = new StringBuilder("drift:\n");
        decisions.forEach(decision -> lines(decision)
                .forEach(line ->
                        text.append("  ").append(masked(line, before, after)).append('\n')));
        text.append("repair:\n");
        repair.stream()
                .sorted(Comparator.comparing(JournalEntry::time).thenComparing(call -> call(call, before, after)))
                .forEach(call ->
                        text.append("  ").append(call(call, before, after)).append('\n'));
        return text.toString();
    }

    private static String call(JournalEntry call, Console before, Console after) {
        String resources = call.resources().stream()
                .filter(resource -> !TOKEN.matcher(resource).find())
                .map(resource -> " " + masked(resource, before, after))
                .collect(Collectors.joining());
        return call.action() + resources + (call.succeeded() ? "" : " refused: " + call.outcome());
    }

    private static Stream<String> lines(Decision decision) {
        Difference difference = decision.difference();
        String what =
                difference.type() + " " + difference.severity() + " " + difference.origin() + " " + decision.verdict();
        if (difference.fields().isEmpty()) {
            return Stream.of(difference.address() + ": " + what);
        }
        return difference.fields().stream()
                .map(field -> difference.address() + " " + field.path() + ": expected " + field.expected() + ", actual "
                        + field.actual() + ": " + what);
    }

    /** The text with addresses for the ids that have one, and without the digits of the others. */
    private static String masked(String text, Console before, Console after) {
        Map<String, String> names = new HashMap<>();
        after.ids().forEach((address, id) -> names.put(id, address));
        before.ids().forEach((address, id) -> names.put(id, address));
        String named = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            if (name.getKey().startsWith("arn:")) {
                named = named.replace(name.getKey(), name.getValue());
            }
        }
        return withoutDigits(named, names);
    }

    private static String withoutDigits(String text, Map<String, String> names) {
        Matcher ids = ID.matcher(text);
        return ids.replaceAll(found -> Matcher.quoteReplacement(
                text.charAt(Math.max(0, found.start() - 1)) == '('
                        ? found.group(1)
                        : names.getOrDefault(found.group(), found.group(1))));
    }

    private Simulation stack(String name) throws IOException {
        if (!built.containsKey(name)) {
            Simulation simulation = new Simulation();
            Account.furnish(simulation);
            simulation.untilReady(
                    simulation.apply(Simulation.manifest(Files.readString(FOLDER.resolve(name + ".yaml")) + PATIENT)));
            // Longer than AWS may take to show what was written: what is missing later is gone.
            simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(6)));
            built.put(name, simulation);
        }
        return built.get(name);
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
