package io.stockade.sandbox.world;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where the world survives the process: an append-only list of lines. */
public interface WorldStore extends AutoCloseable {
    /** Whether lines are kept at all; where not, none are made. */
    boolean durable();

    /** All whole lines, oldest first. */
    List<String> read();

    /** Adds a line. When it returns, the line is found again even if the process is killed. */
    void append(String line);

    /** Puts lines in the place of all that are there, at once or not at all. */
    void replace(List<String> lines);

    /** The key that values in the world are encrypted with: made once, kept beside the lines, never among them. */
    byte[] key();

    @Override
    void close();

    /** When the world was last changed: where a clock goes on after a restart. */
    default Optional<Instant> lastInstant() {
        return WorldLog.lastInstant(read());
    }

    /** Keeps nothing: the world ends with the process. */
    static WorldStore inMemory() {
        return new ForgetfulWorldStore();
    }

    /** Keeps the world in a file, which is made if it is not there; one process at a time. */
    static WorldStore file(Path path) {
        return new FileWorldStore(path);
    }
}
