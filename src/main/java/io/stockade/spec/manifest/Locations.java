package io.stockade.spec.manifest;

import io.stockade.spec.manifest.LocatedNode.Position;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the paths of a manifest stand in its file. */
final class Locations {
    private final Map<String, Position> positions;

    Locations(Map<String, Position> positions) {
        this.positions = positions;
    }

    /** The place of a path; of what surrounds it, where the path itself was not written. */
    Position find(String path) {
        String at = path;
        while (!at.isEmpty()) {
            @Nullable Position position = positions.get(at);
            if (position != null) {
                return position;
            }
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return positions.getOrDefault("", Position.START);
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
