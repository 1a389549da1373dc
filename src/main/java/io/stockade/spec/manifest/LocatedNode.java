package io.stockade.spec.manifest;

import java.util.List;

/** A value of a file as it was written, before anybody guesses its type, with the place where it stands. */
sealed interface LocatedNode {
    Position position();

    /** A place in a file, counted from 1. */
    record Position(int line, int column) {
        static final Position START = new Position(1, 1);
    }

    /**
     * A value without parts.
     *
     * @param plain written without quotes, so that YAML or JSON may take it for something other than text
     */
    record Scalar(String text, boolean plain, Position position) implements LocatedNode {
        /** Whether this stands for no value at all. */
        boolean isNothing() {
            return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }
    }

    /** A list. */
    record Sequence(List<LocatedNode> items, Position position) implements LocatedNode {}

    /** Names and values. */
    record Mapping(List<Entry> entries, Position position) implements LocatedNode {}

    /** What can't be taken as a value, and was reported when it was read. */
    record Refused(Position position) implements LocatedNode {}

    /** A name with its value; the position is the name's. */
    record Entry(String name, Position position, LocatedNode value) {}
}
