package io.stockade.standalone;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has the folder looked at every few seconds, and sooner where the system says that something changed. Nothing rests on
 * the system saying so: network file systems and links do not.
 */
final class FolderWatch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofMillis(300);
    private static final System.Logger LOG = System.getLogger(FolderWatch.class.getName());

    private final Path folder;
    private final BooleanSupplier scan;
    private final Thread thread;
    private volatile boolean closed;

    /** @param scan looks at the folder, and tells whether it saw everything */
    FolderWatch(Path folder, BooleanSupplier scan) {
        this.folder = folder;
        this.scan = scan;
        this.thread = new Thread(this::watch, "folder-watch");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void watch() {
        try (WatchService hints = FileSystems.getDefault().newWatchService()) {
            @Nullable WatchKey key = null;
            while (!closed) {
                if (key == null || !key.isValid()) {
                    key = register(hints);
                }
                boolean complete = scanned();
                WatchKey hint = hints.poll((complete ? EVERY : SOON).toMillis(), TimeUnit.MILLISECONDS);
                if (hint != null) {
                    hint.pollEvents();
                    hint.reset();
                }
            }
        } catch (IOException | InterruptedException ended) {
            if (!closed) {
                LOG.log(System.Logger.Level.ERROR, "the folder is no longer watched: restart the service", ended);
            }
        }
    }

    private boolean scanned() {
        try {
            return scan.getAsBoolean();
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.ERROR, "the folder could not be looked at: " + failed.getMessage());
            return true;
        }
    }

    /** The folder may not be there yet, or be replaced by another: then time alone says when to look. */
    private @Nullable WatchKey register(WatchService hints) {
        try {
            return folder.register(
                    hints,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException absent) {
            return null;
        }
    }
}
