package io.stockade.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockade.memory.MemoryJson;
import io.stockade.memory.MemoryStore.Versioned;
import io.stockade.memory.StackMemory;
import io.stockade.memory.StateException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A memory as it stands in a status: one text that nobody is meant to edit, and small. */
final class MemoryText {
    private static final JsonMapper JSON = MemoryJson.mapper();

    private MemoryText() {}

    /** @param format of the memory, outside of it, so that a newer one is known before it is read */
    private record Kept(int format, long version, StackMemory memory) {}

    static String write(StackMemory memory, long version) {
        try {
            return Packing.pack(JSON.writeValueAsBytes(new Kept(StackMemory.FORMAT, version, memory)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record can't fail to be written", impossible);
        }
    }

    /**
     * Reads what was written.
     *
     * @param stack whose it is, for messages
     * @throws StateException if it can't be understood: what is forgotten by accident would be built again
     */
    static Versioned read(String stack, String text) {
        try {
            byte[] json = Packing.unpack(text);
            int format = JSON.readTree(json).path("format").asInt(0);
            if (format > StackMemory.FORMAT) {
                throw new StateException(
                        "status.memory of " + stack + " has format " + format + ", and this release knows up to "
                                + StackMemory.FORMAT + "; run the newer release that wrote it",
                        null);
            }
            Kept kept = JSON.readValue(json, Kept.class);
            if (kept.memory() == null || kept.version() < 1) {
                throw broken(stack, "memory or version is missing", null);
            }
            return new Versioned(kept.memory(), kept.version());
        } catch (JsonProcessingException other) {
            throw broken(stack, other.getOriginalMessage(), other);
        } catch (IOException other) {
            throw broken(stack, String.valueOf(other.getMessage()), other);
        }
    }

    private static StateException broken(String stack, String reason, @Nullable Throwable cause) {
        return new StateException(
                "status.memory of " + stack + " can't be understood: " + reason + "; put it back from a backup with"
                        + " 'kubectl replace --subresource=status', or remove it to go on without it",
                cause);
    }
}
