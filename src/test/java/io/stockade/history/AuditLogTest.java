package io.stockade.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.history.HistoryEntry.Done;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that was done is a line, wherever the file went meanwhile. */
class AuditLogTest {
    private static final HistoryEntry ENTRY = new HistoryEntry(
            Instant.parse("2027-01-01T00:00:00Z"),
            "payments/orders",
            "Drift",
            "Vpc/vpc",
            null,
            "p1",
            List.of(new Done("update", "Vpc/vpc", "done", "")),
            1,
            2,
            0.6);
    private static final String LINE =
            "{\"time\":\"2027-01-01T00:00:00Z\",\"stack\":\"payments/orders\",\"cause\":\"Drift\","
                    + "\"why\":\"Vpc/vpc\",\"plan\":\"p1\",\"changes\":[{\"action\":\"update\",\"resource\":\"Vpc/vpc\","
                    + "\"outcome\":\"done\",\"message\":\"\"}],\"total\":1,\"calls\":2,\"seconds\":0.6}";

    @TempDir
    Path folder;

    @Test
    void takesALineForEach() throws IOException {
        Path file = folder.resolve("audit.jsonl");
        Consumer<HistoryEntry> log = AuditLog.open(file.toString());
        log.accept(ENTRY);

        log.accept(ENTRY);

        assertThat(Files.readString(file)).isEqualTo(LINE + "\n" + LINE + "\n");
    }

    @Test
    void goesOnInANewFileWhenItsOwnWasMovedAway() throws IOException {
        Path file = folder.resolve("audit.jsonl");
        Consumer<HistoryEntry> log = AuditLog.open(file.toString());
        log.accept(ENTRY);
        Files.move(file, folder.resolve("audit.jsonl.1"));

        log.accept(ENTRY);

        assertThat(Files.readAllLines(file)).containsExactly(LINE);
        assertThat(Files.readAllLines(folder.resolve("audit.jsonl.1"))).containsExactly(LINE);
    }

    @Test
    void aFileThatCannotBeWrittenStopsNothing() {
        Consumer<HistoryEntry> log =
                AuditLog.open(folder.resolve("none/audit.jsonl").toString());

        log.accept(ENTRY);

        assertThat(folder.resolve("none")).doesNotExist();
    }
}
