package io.stockade.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.memory.StateFolder;
import io.stockade.reconcile.StackEvent;
import io.stockade.status.StackStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users were told last survives a restart. */
class StatusBoardTest {
    private static final String STACK = "default/orders";
    private static final StackStatus READY = new StackStatus(
            3,
            "Ready",
            "all 61 resources are as declared",
            List.of(new StackStatus.Condition("Ready", "True", "AllReady", "", 3, "2026-01-01T00:00:00Z")),
            StackStatus.Outputs.NONE,
            new StackStatus.Resources(61, 61, List.of()),
            StackStatus.Drift.NONE,
            StackStatus.Secrets.NONE,
            null,
            StackStatus.Observation.NONE,
            new StackStatus.Calls(new StackStatus.LastHour(83, 59, 12, 0)),
            null,
            null);

    @TempDir
    Path folder;

    @Test
    void isTheSameAfterARestart() {
        try (StateFolder state = StateFolder.open(folder)) {
            new StatusBoard(state).status(STACK, READY);
        }

        try (StateFolder state = StateFolder.open(folder)) {
            assertThat(new StatusBoard(state).find(STACK)).contains(READY);
        }
    }

    @Test
    void whatIsOnlyFresherIsToldAndNotWritten() throws IOException {
        try (StateFolder state = StateFolder.open(folder)) {
            StatusBoard board = new StatusBoard(state);
            board.status(STACK, READY);
            Path file = folder.resolve("status/default.orders.json");
            String kept = Files.readString(file);
            StackStatus fresher = READY.with(new StackStatus.Calls(new StackStatus.LastHour(92, 59, 12, 0)));

            board.confirmed(STACK, fresher);

            assertThat(board.find(STACK)).contains(fresher);
            assertThat(board.version(STACK)).isEqualTo(1);
            assertThat(file).content().isEqualTo(kept);
        }
    }

    @Test
    void oneOfAReleaseWithoutSecretsIsRead() throws IOException {
        try (StateFolder state = StateFolder.open(folder)) {
            new StatusBoard(state).status(STACK, READY);
            Path file = folder.resolve("status/default.orders.json");
            JsonNode kept = new ObjectMapper().readTree(Files.readString(file));
            kept.findParents("secrets").forEach(parent -> ((ObjectNode) parent).remove("secrets"));
            Files.writeString(file, kept.toString());

            assertThat(kept.findValue("secrets")).isNull();
            assertThat(new StatusBoard(state).find(STACK)).contains(READY);
        }
    }

    @Test
    void oneThatCannotBeReadStopsNothing() throws IOException {
        try (StateFolder state = StateFolder.open(folder)) {
            new StatusBoard(state).status(STACK, READY);
            Files.writeString(folder.resolve("status/default.orders.json"), "{");

            assertThat(new StatusBoard(state).find(STACK)).isEmpty();
        }
    }

    @Test
    void oneThatCannotBeReadIsNamedAndTheOthersAreThere() throws IOException {
        try (StateFolder state = StateFolder.open(folder);
                Log log = new Log()) {
            new StatusBoard(state).status(STACK, READY);
            new StatusBoard(state).status("default/broken", READY);
            Files.writeString(folder.resolve("status/default.broken.json"), "{");

            StatusBoard board = new StatusBoard(state);

            assertThat(board.find(STACK)).contains(READY);
            assertThat(board.find("default/broken")).isEmpty();
            assertThat(log.messages).singleElement().asString().contains("default.broken.json");
        }
    }

    /** What the board logs, for as long as it is open. */
    private static final class Log extends Handler implements AutoCloseable {
        private final Logger logger = Logger.getLogger(StatusBoard.class.getName());
        private final List<String> messages = new ArrayList<>();

        Log() {
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord entry) {
            messages.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }

    @Test
    void eventsOutliveTheirStack() {
        try (StateFolder state = StateFolder.open(folder)) {
            StatusBoard board = new StatusBoard(state);
            for (int index = 0; index <= 100; index++) {
                String stack = "default/s" + index;
                board.event(new StackEvent(Instant.EPOCH, stack, "Normal", "Retained", "all of it stays"));
                board.forgotten(stack);
            }

            assertThat(board.events("default/s100")).hasSize(1);
            assertThat(board.events("default/s0")).isEmpty();
        }
    }

    @Test
    void forgettingLeavesNothing() {
        try (StateFolder state = StateFolder.open(folder)) {
            StatusBoard board = new StatusBoard(state);
            board.status(STACK, READY);

            board.forgotten(STACK);

            assertThat(board.find(STACK)).isEmpty();
            assertThat(new StatusBoard(state).find(STACK)).isEmpty();
        }
    }
}
