package io.stockade.spec.manifest;

import io.stockade.spec.manifest.LocatedNode.Position;

/** A file can't be read any further: nothing after this place can be trusted. */
final class TreeRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Position position;

    TreeRefused(String message, Position position) {
        super(message);
        this.position = position;
    }

    Position position() {
        return position;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
