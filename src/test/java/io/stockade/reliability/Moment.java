package io.stockade.reliability;

import java.util.Set;

/**
 * Something that passed between a process and the world.
 *
 * @param index counted from 1 over all processes of a play
 * @param action in the words of AWS or of the cluster
 * @param harmless what can't change anything that the engine gets: a list that is empty can't be empty by mistake
 */
record Moment(int index, Sort sort, String action, Set<Fault> harmless) {
    Moment(int index, Sort sort, String action) {
        this(index, sort, action, Set.of());
    }

    /** The same, with what is known about it by then. */
    Moment with(Set<Fault> known) {
        return new Moment(index, sort, action, known);
    }

    @Override
    public String toString() {
        return index + ", " + action;
    }

    /** What can pass. */
    enum Sort {
        /** AWS is asked for one thing, or for a list. */
        READ,
        WRITE,
        CLUSTER_READ,
        CLUSTER_WRITE,
        /** The watch tells of an object. */
        EVENT;

        /** Whether it may change anything. */
        boolean changes() {
            return this == WRITE || this == CLUSTER_WRITE;
        }
    }
}
