package io.stockade.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockade.memory.MemoryJson;
import io.stockade.memory.MemoryStore.Versioned;
import io.stockade.memory.StackMemory;
import io.stockade.memory.StateException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A memory as it stands in a status: one text that nobody is meant to edit, and small. */
final class MemoryText {
    private static final JsonMapper JSON = MemoryJson.mapper();

    /** What nobody of ours ever wrote isn't unpacked to its end. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private MemoryText() {}

    /** @param format of the memory, outside of it, so that a newer one is known before it is read */
    private record Kept(int format, long version, StackMemory memory) {}

    static String write(StackMemory memory, long version) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(JSON.writeValueAsBytes(new Kept(StackMemory.FORMAT, version, memory)));
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array can't fail to be written", impossible);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /**
     * Reads what was written.
     *
     * @param stack whose it is, for messages
     * @throws StateException if it can't be understood: what is forgotten by accident would be built again
     */
    static Versioned read(String stack, String text) {
        try (GZIPInputStream packed =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            byte[] json = packed.readNBytes(MOST_BYTES);
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
        } catch (IOException | IllegalArgumentException other) {
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
