package io.stockade.standalone;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockade.graph.Digest;
import io.stockade.spec.SecureStack;
import io.stockade.spec.manifest.ManifestWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Writes one manifest file, so that nobody ever sees half of it. */
final class ManifestFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private ManifestFile() {}

    /** What a file is known by: equal content is the same file, however it came there. */
    static String digest(byte[] content) {
        return Digest.hex(new String(content, StandardCharsets.ISO_8859_1));
    }

    /** The manifest as JSON or YAML, as the name of its file demands. */
    static byte[] content(SecureStack stack, String name) {
        try {
            boolean json = name.toLowerCase(Locale.ROOT).endsWith(".json");
            return (json ? JSON.writeValueAsString(stack) : ManifestWriter.yaml(stack))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a manifest can't fail to be written", impossible);
        }
    }

    static void write(Path file, byte[] content) {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        try {
            Files.write(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new RefusedException(
                    RefusedException.Reason.CONFLICT,
                    file + " can't be written (" + failed.getClass().getSimpleName()
                            + "), so nothing was changed; make the folder writable for the service, or put the file"
                            + " there yourself");
        }
    }
}
