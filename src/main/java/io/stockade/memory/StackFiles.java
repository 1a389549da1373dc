package io.stockade.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One JSON file a stack, in one part of the state folder. A file that can't be understood is an error that names it,
 * never an empty answer: what is forgotten by accident would be built again.
 *
 * @param <T> what a file holds
 */
public final class StackFiles<T> {
    private static final Pattern KEY = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?/[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final String ENDING = ".json";
    private static final ObjectMapper JSON = MemoryJson.mapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final StateFolder folder;
    private final String part;
    private final Class<T> type;
    private final int format;

    /**
     * @param part the name of the folder inside the state folder
     * @param format the newest one that this release knows; newer files are refused
     */
    public StackFiles(StateFolder folder, String part, Class<T> type, int format) {
        this.folder = folder;
        this.part = part;
        this.type = type;
        this.format = format;
    }

    /**
     * What a file holds.
     *
     * @param version counts the writes of the file, from 1
     */
    public record Kept<T>(String stack, T value, long version) {}

    /**
     * The file of a stack, as namespace/name; empty only if there is none.
     *
     * @throws StateException if it can't be understood
     */
    public Optional<Kept<T>> find(String stack) {
        String name = name(stack);
        Optional<byte[]> content = folder.read(name);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        Kept<T> kept = parse(name, content.get());
        if (!kept.stack().equals(stack)) {
            throw broken(name, "it is about " + kept.stack(), null);
        }
        return Optional.of(kept);
    }

    /** All files, by name. */
    public List<Kept<T>> all() {
        return names().stream().map(this::parse).toList();
    }

    /**
     * Those files that can be understood, by name, where losing one does no harm.
     *
     * @param broken is told of each of the others
     */
    public List<Kept<T>> readable(Consumer<StateException> broken) {
        List<Kept<T>> kept = new ArrayList<>();
        for (String name : names()) {
            try {
                kept.add(parse(name));
            } catch (StateException unreadable) {
                broken.accept(unreadable);
            }
        }
        return List.copyOf(kept);
    }

    private List<String> names() {
        return folder.list(part).stream()
                .filter(file -> file.endsWith(ENDING))
                .map(file -> part + "/" + file)
                .toList();
    }

    private Kept<T> parse(String name) {
        return parse(name, folder.read(name).orElseThrow(() -> broken(name, "it is gone", null)));
    }

    public void save(String stack, T value, long version) {
        ObjectNode file = JSON.createObjectNode();
        file.put("format", format).put("stack", stack).put("version", version);
        file.set("value", JSON.valueToTree(value));
        try {
            folder.write(name(stack), JSON.writeValueAsBytes(file));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree can't fail to be written", impossible);
        }
    }

    public void delete(String stack) {
        folder.delete(name(stack));
    }

    private Kept<T> parse(String name, byte[] content) {
        try {
            JsonNode file = JSON.readTree(content);
            int written = file.path("format").asInt(0);
            if (written > format) {
                throw new StateException(
                        folder.path(name) + " has format " + written + ", and this release knows up to " + format
                                + "; run the newer release that wrote it",
                        null);
            }
            String stack = file.path("stack").asText();
            long version = file.path("version").asLong();
            if (written < 1
                    || version < 1
                    || !KEY.matcher(stack).matches()
                    || !file.path("value").isObject()) {
                throw broken(name, "format, stack, version or value is missing", null);
            }
            return new Kept<>(stack, JSON.treeToValue(file.path("value"), type), version);
        } catch (JsonProcessingException unreadable) {
            throw broken(name, unreadable.getOriginalMessage(), unreadable);
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes can't fail to be read", impossible);
        }
    }

    private StateException broken(String name, String reason, @org.jspecify.annotations.Nullable Throwable cause) {
        return new StateException(
                folder.path(name) + " can't be understood: " + reason
                        + "; bring it back from a backup, or move it away to go on without it",
                cause);
    }

    /** Labels have no dots, so that no two stacks share a name; nothing else gets into a path. */
    private String name(String stack) {
        if (!KEY.matcher(stack).matches()) {
            throw new IllegalArgumentException("'" + stack + "' is no namespace/name");
        }
        return part + "/" + stack.replace('/', '.') + ENDING;
    }
}
