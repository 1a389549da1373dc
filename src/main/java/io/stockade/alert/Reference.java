package io.stockade.alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where an address or a key stands that nobody else may know. It is read each time, so that it can be changed; it is in no
 * text but {@link #reveal}'s.
 */
final class Reference {
    private final String name;
    private final Reading reading;

    private Reference(String name, Reading reading) {
        this.name = name;
        this.reading = reading;
    }

    /** How it is read; {@code null} if it is not there. */
    private interface Reading {
        @Nullable
        String read() throws IOException;
    }

    static Reference environment(String variable, Function<String, @Nullable String> environment) {
        return new Reference("the environment's " + variable, () -> environment.apply(variable));
    }

    static Reference file(Path file) {
        return new Reference("the file " + file, () -> Files.readString(file));
    }

    /** An address that is no secret. It is shown all the same to nobody. */
    static Reference plain(String text) {
        return new Reference("the settings", () -> text);
    }

    /** @throws UndeliveredException if there is nothing, or it can't be read */
    String reveal() throws UndeliveredException {
        try {
            String text = reading.read();
            if (text != null && !text.isBlank()) {
                return text.strip();
            }
            throw UndeliveredException.down(name + " is empty or not there");
        } catch (IOException unreadable) {
            throw UndeliveredException.down(
                    name + " can't be read: " + unreadable.getClass().getSimpleName());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
