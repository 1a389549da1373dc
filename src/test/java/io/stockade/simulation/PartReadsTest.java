package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.Fault;
import io.stockade.sandbox.JournalEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Where a call says which part of a thing it changes, that part alone is read, and the rest is taken for no newer than it is. */
class PartReadsTest {
    private static final Duration DETAIL_AGE = Duration.ofHours(1);

    @Test
    void onlyWhatTheCallChangedIsAskedFor() throws IOException {
        try (Drill drill = instance()) {
            RecordedEvents events = new RecordedEvents(drill.simulation);
            play(drill, "Role.managedPolicies", events.console(drill.stack));
            long begun = drill.simulation.sandbox.journal().sequence();

            hand(drill, events.all());

            assertThat(drill.simulation.calls(begun))
                    .extracting(JournalEntry::action)
                    .containsExactly("ListAttachedRolePolicies", "GetCallerIdentity", "DetachRolePolicy");
        }
    }

    @Test
    void theRestIsReadAgainAsSoonAsEver() throws IOException {
        try (Drill drill = instance()) {
            RecordedEvents events = new RecordedEvents(drill.simulation);
            play(drill, "Role.managedPolicies", events.console(drill.stack));
            hand(drill, events.all());
            drill.minutes(2);
            long begun = drill.simulation.sandbox.journal().sequence();

            play(drill, "Role.permissionsBoundary", drill.console());
            for (int minute = 0; minute < DETAIL_AGE.toMinutes() + 5; minute++) {
                hand(drill, events.all());
                drill.minutes(1);
            }

            assertThat(drill.simulation.writes(begun))
                    .extracting(JournalEntry::action)
                    .containsExactly("PutRolePermissionsBoundary");
        }
    }

    @Test
    void whatCanNotBeReadIsNotWrittenAndIsReadLater() throws IOException {
        try (Drill drill = instance()) {
            RecordedEvents events = new RecordedEvents(drill.simulation);
            AtomicBoolean down = new AtomicBoolean(true);
            drill.simulation
                    .sandbox
                    .faults()
                    .add(
                            point -> down.get() && point.action().equals("ListAttachedRolePolicies"),
                            Fault.internalError());
            play(drill, "Role.managedPolicies", events.console(drill.stack));
            long begun = drill.simulation.sandbox.journal().sequence();
            hand(drill, events.all());
            drill.minutes(2);
            assertThat(drill.simulation.writes(begun)).isEmpty();
            assertThat(drill.simulation.status(drill.stack).observation().problems())
                    .isNotEmpty();

            down.set(false);
            drill.minutes(3);

            assertThat(drill.simulation.writes(begun))
                    .extracting(JournalEntry::action)
                    .containsExactly("DetachRolePolicy");
            DriftWalkTest.assertConverged(drill.simulation, drill.stack);
        }
    }

    private static Drill instance() throws IOException {
        return Drill.of(
                Simulation.manifest(Files.readString(DriftWalkTest.FOLDER.resolve("instance.yaml"))), Account::furnish);
    }

    private static void play(Drill drill, String subject, Console console) {
        DriftCase wanted = DriftCases.all().stream()
                .filter(drift -> drift.subject().equals(subject))
                .findFirst()
                .orElseThrow();
        drill.simulation.act(() -> wanted.action().accept(console));
    }

    private static void hand(Drill drill, List<String> events) {
        events.forEach(event -> EventWalkTest.hand(drill.simulation, event));
        drill.seconds(2);
    }
}
