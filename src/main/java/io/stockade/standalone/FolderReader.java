package io.stockade.standalone;

import io.stockade.spec.manifest.ManifestReader;
import io.stockade.spec.manifest.ManifestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the folder of manifests. Only content counts: neither names of links nor times of change say that it changed. */
final class FolderReader {
    /** A file younger than this may be half written: YAML cut short is often still YAML. */
    private static final Duration SETTLING = Duration.ofMillis(250);

    private final Path folder;
    private final InstantSource clock;
    private Map<String, FolderReading.File> last = new TreeMap<>();

    /** @param clock of the machine, which is what file times go by */
    FolderReader(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** @param trusted digests of content that is known to be whole, however young its file */
    synchronized FolderReading read(List<String> trusted) {
        List<Path> paths;
        try (Stream<Path> entries = Files.list(folder)) {
            paths = entries.filter(FolderReader::isManifest).sorted().toList();
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return FolderReading.unreadable("the folder " + folder + " can't be read ("
                    + unreadable.getClass().getSimpleName() + "), so nothing was changed; every stack is kept as it"
                    + " was last wanted");
        }
        Map<String, FolderReading.File> read = new TreeMap<>();
        boolean settled = true;
        for (Path path : paths) {
            FolderReading.File file = read(path);
            FolderReading.File before = last.get(file.name());
            boolean whole = trusted.contains(file.content()) || same(before, file) || !isYoung(path);
            settled &= whole;
            if (whole) {
                read.put(file.name(), file);
            } else if (before != null) {
                read.put(before.name(), before);
            } else {
                read.put(file.name(), unfinished(file));
            }
        }
        last = read;
        return new FolderReading(null, new ArrayList<>(read.values()), settled);
    }

    /** Dot files are what editors, tools and ConfigMap mounts put there for themselves. */
    static boolean isManifest(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        boolean named = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
        return named && !name.startsWith(".") && !Files.isDirectory(path);
    }

    private FolderReading.File read(Path path) {
        String name = String.valueOf(path.getFileName());
        byte[] bytes;
        try {
            bytes = ManifestReader.content(path);
        } catch (IOException unreadable) {
            return new FolderReading.File(name, "", ManifestReader.read(path, name));
        }
        String digest = ManifestFile.digest(bytes);
        FolderReading.File before = last.get(name);
        if (before != null && before.content().equals(digest)) {
            return before;
        }
        return new FolderReading.File(name, digest, ManifestReader.read(bytes, name));
    }

    private static boolean same(FolderReading.@Nullable File before, FolderReading.File now) {
        return before != null && before.content().equals(now.content());
    }

    private boolean isYoung(Path path) {
        try {
            Instant changed = Files.getLastModifiedTime(path).toInstant();
            Instant now = clock.instant();
            return changed.isAfter(now.minus(SETTLING)) && changed.isBefore(now.plus(SETTLING));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Neither good nor bad yet, and with no digest, so that it is looked at again. */
    private static FolderReading.File unfinished(FolderReading.File file) {
        return new FolderReading.File(file.name(), "", new ManifestResult(java.util.Optional.empty(), List.of()));
    }
}
