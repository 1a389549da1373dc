package io.stockade.spec.manifest;

import io.stockade.spec.manifest.LocatedNode.Position;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Where the paths of a manifest stand in its file. It is kept as long as the manifest, so it is kept small. */
final class Locations {
    /** Sorted; manifests have most of their paths in common. */
    private final String[] paths;

    private final int[] lines;
    private final int[] columns;

    Locations(Map<String, Position> positions) {
        this.paths = positions.keySet().stream().map(String::intern).sorted().toArray(String[]::new);
        this.lines = places(positions, Position::line);
        this.columns = places(positions, Position::column);
    }

    private int[] places(Map<String, Position> positions, ToIntFunction<Position> part) {
        return Arrays.stream(paths)
                .map(path -> Objects.requireNonNull(positions.get(path)))
                .mapToInt(part)
                .toArray();
    }

    Position find(String path) {
        return nearest(path, this::at);
    }

    private @Nullable Position at(String path) {
        int index = Arrays.binarySearch(paths, path);
        return index < 0 ? null : new Position(lines[index], columns[index]);
    }

    /** The place of a path; of what surrounds it, where the path itself was not written. */
    static Position nearest(String path, Function<String, @Nullable Position> positions) {
        String at = path;
        while (true) {
            Position position = positions.apply(at);
            if (position != null) {
                return position;
            }
            if (at.isEmpty()) {
                return Position.START;
            }
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
    }

    static boolean isAtOrBelow(String path, String ancestor) {
        if (!path.startsWith(ancestor)) {
            return false;
        }
        if (ancestor.isEmpty() || path.length() == ancestor.length()) {
            return true;
        }
        char next = path.charAt(ancestor.length());
        return next == '.' || next == '[';
    }
}
