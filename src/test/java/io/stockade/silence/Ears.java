package io.stockade.silence;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hears whatever any logger says at any level, for as long as it is open. Nothing that was said is printed. */
public final class Ears extends Handler implements AutoCloseable {
    /** Those that have a level of their own, or may be given one, in the product's configuration. */
    private static final List<String> LOUD =
            List.of("", "io.stockade", "software.amazon.awssdk", "org.apache.hc", "org.apache.hc.client5.http.wire");

    private final List<String> heard = new ArrayList<>();
    private final List<Handler> silenced;
    private final TreeMap<String, Logger> loggers = new TreeMap<>();
    private final TreeMap<String, String> levels = new TreeMap<>();

    private Ears(Logger root) {
        silenced = List.of(root.getHandlers());
    }

    /** Begins to hear. */
    public static Ears open() {
        Logger root = Logger.getLogger("");
        Ears ears = new Ears(root);
        ears.setLevel(Level.ALL);
        ears.silenced.forEach(root::removeHandler);
        for (String name : LOUD) {
            Logger logger = Logger.getLogger(name);
            ears.loggers.put(name, logger);
            ears.levels.put(name, name(logger.getLevel()));
            logger.setLevel(Level.ALL);
        }
        root.addHandler(ears);
        return ears;
    }

    private static String name(@Nullable Level level) {
        return level == null ? "" : level.getName();
    }

    /** Everything that was said so far: messages, what stands in them, and exceptions with all that hangs on them. */
    public synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        Object[] parameters = entry.getParameters();
        heard.add(entry.getLoggerName() + " " + entry.getLevel() + " " + entry.getMessage() + " "
                + (parameters == null ? "" : Arrays.deepToString(parameters)));
        Throwable thrown = entry.getThrown();
        if (thrown != null) {
            heard.add(text(thrown));
        }
    }

    /** An exception with its causes and what it suppressed. */
    public static String text(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger root = Logger.getLogger("");
        root.removeHandler(this);
        silenced.forEach(root::addHandler);
        loggers.forEach((name, logger) -> {
            String level = levels.getOrDefault(name, "");
            logger.setLevel(level.isEmpty() ? null : Level.parse(level));
        });
    }
}
