package io.stockade.standalone;

import io.stockade.spec.manifest.ManifestResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stood in the folder at one moment.
 *
 * @param problem why the folder could not be read; {@code null} if it could
 * @param files every manifest file, by name
 * @param settled whether no file is so young that somebody may still be writing it
 */
record FolderReading(@Nullable String problem, List<File> files, boolean settled) {
    /**
     * A manifest file.
     *
     * @param content digest of its bytes
     */
    record File(String name, String content, ManifestResult result) {}

    static FolderReading unreadable(String problem) {
        return new FolderReading(problem, List.of(), true);
    }
}
