package io.stockade.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockade.memory.MemoryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A line of JSON for everything that was done. The file is opened for each line and the line is on the disk when it is
 * closed: so whatever turns logs over may move it away at any time, and a process that is killed loses no line.
 */
public final class AuditLog implements Consumer<HistoryEntry> {
    private static final System.Logger LOG = System.getLogger(AuditLog.class.getName());
    private static final String STANDARD_OUTPUT = "-";
    private static final JsonMapper JSON = MemoryJson.mapper();

    private final Path file;

    private AuditLog(Path file) {
        this.file = file;
    }

    /** @param to a file, {@code -} for the standard output, or {@code null} for nobody */
    public static Consumer<HistoryEntry> open(@Nullable String to) {
        if (to == null) {
            return entry -> {};
        }
        return to.equals(STANDARD_OUTPUT) ? AuditLog::print : new AuditLog(Path.of(to));
    }

    @SuppressWarnings("SystemOut") // whoever said "-" asked for it
    private static void print(HistoryEntry entry) {
        System.out.print(line(entry));
        System.out.flush();
    }

    @Override
    public synchronized void accept(HistoryEntry entry) {
        try {
            Files.writeString(
                    file, line(entry), StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);
        } catch (IOException failed) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the audit log " + file + " can't be written: "
                            + failed.getClass().getSimpleName() + "; it lacks: "
                            + line(entry).strip());
        }
    }

    private static String line(HistoryEntry entry) {
        try {
            return JSON.writeValueAsString(entry) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an entry can't fail to be written", impossible);
        }
    }
}
