package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.hint.HintReader;
import io.stockade.hint.Reading;
import io.stockade.sandbox.JournalEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is changed behind our back, and told of by an event, is put right without a sweep: within two seconds of the
 * event, and after at most two reads of what it names. The question whose credentials these are, which is asked before
 * anything is written, is not counted among them. Of what takes AWS longer, the first write comes in time; where AWS takes
 * none before it is done, it is looked at in time, and written with the look that sees AWS done.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventWalkTest {
    private static final int MOST_READS = 2;
    private static final Duration LATEST = Duration.ofSeconds(2);

    /** Calls of one look follow each other without a pause. */
    private static final Duration SAME_LOOK = Duration.ofSeconds(1);

    /** How often AWS is asked at least whether it is done. */
    private static final Duration RHYTHM = Duration.ofSeconds(6);

    /** What AWS takes at most before something can be written. */
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final Map<String, Simulation> built = new HashMap<>();

    static Stream<DriftCase> cases() {
        return DriftCases.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isPutRightAtOnce(DriftCase drift) throws IOException {
        Simulation simulation = stack(drift.stack());
        boolean sound = false;
        try {
            play(drift, simulation);
            sound = true;
        } finally {
            if (!sound) {
                simulation.close();
                built.remove(drift.stack());
            }
        }
    }

    private static void play(DriftCase drift, Simulation simulation) {
        String stack = "default/" + drift.stack();
        RecordedEvents events = new RecordedEvents(simulation);
        Console console = events.console(stack);
        simulation.act(() -> drift.action().accept(console));
        long begun = simulation.sandbox.journal().sequence();
        Instant received = simulation.time.now();

        events.all().forEach(event -> hand(simulation, event));
        simulation.time.runUntil(received.plus(LATEST));
        List<JournalEntry> calls = simulation.calls(begun);
        EventReasons.Reason reason = EventReasons.ALL.get(drift.subject());
        boolean met = !calls.isEmpty() && reads(calls) <= MOST_READS && restsAfter(simulation, begun, calls.size());
        boolean begins = reason == null || begins(reason, calls, () -> untilWritten(simulation, begun));

        settle(simulation, stack);
        if (reason != null) {
            // One thing may have to go before another is replaced.
            simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(5)));
            settle(simulation, stack);
        }
        List<JournalEntry> all = simulation.calls(begun);
        simulation.act(() -> drift.undo().accept(console));
        DriftWalkTest.assertConverged(simulation, stack);
        assertThat(met).as("%s: %s", drift, text(all, received)).isEqualTo(reason == null);
        assertThat(begins)
                .as("%s begins in time: %s", drift, text(all, received))
                .isTrue();
        simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(6)));
        simulation.sweep(stack);
        simulation.time.runUntil(simulation.time.now().plusSeconds(50));
    }

    /**
     * Whether the first write of what takes longer comes in time.
     *
     * @param calls of the first two seconds
     * @param later all until something was written, without a sweep
     */
    private static boolean begins(
            EventReasons.Reason reason, List<JournalEntry> calls, Supplier<List<JournalEntry>> later) {
        int write = firstWrite(calls);
        return switch (reason.holds()) {
            case BEGINS -> write >= 0 && reads(calls.subList(0, write + 1)) <= reason.reads();
            case WAITS -> write < 0 && !calls.isEmpty() && followsItsLook(later.get(), reason.reads());
        };
    }

    /**
     * Whether AWS was asked all the time whether it is done, and the first write comes with such a look and after so many
     * reads. What else is due to be read, as once an hour, is not counted.
     */
    private static boolean followsItsLook(List<JournalEntry> calls, int most) {
        int write = firstWrite(calls);
        if (write < 0) {
            return false;
        }
        int look = write;
        while (look > 0 && pause(calls, look).compareTo(SAME_LOOK) <= 0) {
            look--;
        }
        String service = calls.get(write).service();
        List<JournalEntry> asked = calls.subList(look, write + 1).stream()
                .filter(call -> call.service().equals(service))
                .toList();
        return look > 0 && pause(calls, look).compareTo(RHYTHM) <= 0 && reads(asked) <= most;
    }

    private static Duration pause(List<JournalEntry> calls, int before) {
        return Duration.between(calls.get(before - 1).time(), calls.get(before).time());
    }

    private static int firstWrite(List<JournalEntry> calls) {
        return IntStream.range(0, calls.size())
                .filter(index -> calls.get(index).mutating())
                .findFirst()
                .orElse(-1);
    }

    private static List<JournalEntry> untilWritten(Simulation simulation, long begun) {
        Instant limit = simulation.time.now().plus(LONGEST);
        while (firstWrite(simulation.calls(begun)) < 0 && simulation.time.now().isBefore(limit)) {
            simulation.time.runUntil(simulation.time.now().plusSeconds(1));
        }
        return simulation.calls(begun);
    }

    /** Whether the writes so far were all that it took. */
    private static boolean restsAfter(Simulation simulation, long begun, int calls) {
        simulation.time.runUntil(simulation.time.now().plusSeconds(40));
        List<JournalEntry> all = simulation.calls(begun);
        boolean wrote = all.subList(0, calls).stream().anyMatch(JournalEntry::mutating);
        return wrote && all.subList(calls, all.size()).stream().noneMatch(JournalEntry::mutating);
    }

    private static void settle(Simulation simulation, String stack) {
        for (int minute = 0; minute < 20 && !DriftWalkTest.settled(simulation, stack); minute++) {
            simulation.time.runUntil(simulation.time.now().plusSeconds(50));
            simulation.sweep(stack);
        }
    }

    /** How much was read before the last write. */
    private static long reads(List<JournalEntry> calls) {
        int last = IntStream.range(0, calls.size())
                .filter(index -> calls.get(index).mutating())
                .max()
                .orElse(0);
        return calls.subList(0, last).stream()
                .filter(call -> !call.mutating() && !call.action().equals("GetCallerIdentity"))
                .count();
    }

    static void hand(Simulation simulation, String event) {
        if (HintReader.read(event) instanceof Reading.Found found) {
            simulation.engine().hint(found.hint());
        }
    }

    private static String text(List<JournalEntry> calls, Instant received) {
        return calls.stream()
                .map(call -> call.action() + " +"
                        + Duration.between(received, call.time()).toMillis() + " ms")
                .toList()
                .toString();
    }

    private Simulation stack(String name) throws IOException {
        if (!built.containsKey(name)) {
            Simulation simulation = new Simulation();
            Account.furnish(simulation);
            simulation.untilReady(simulation.apply(
                    Simulation.manifest(Files.readString(DriftWalkTest.FOLDER.resolve(name + ".yaml")))));
            simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(6)));
            simulation.sweep("default/" + name);
            simulation.time.runUntil(simulation.time.now().plusSeconds(50));
            built.put(name, simulation);
        }
        return built.get(name);
    }

    @AfterAll
    void close() {
        built.values().forEach(Simulation::close);
    }
}
