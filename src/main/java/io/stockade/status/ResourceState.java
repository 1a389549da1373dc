package io.stockade.status;

import io.stockade.graph.Address;
import io.stockade.graph.Lifecycle;
import org.jspecify.annotations.Nullable;

/**
 * How far one resource is, for people.
 *
 * @param message why, where there is something to say; else empty
 */
public record ResourceState(Address address, @Nullable String id, State state, String message) {
    /** The words of tables and trees. */
    public enum State {
        ABSENT("Absent"),
        WAITING("Waiting"),
        PENDING("Pending"),
        READY("Ready"),
        DRIFTED("Drifted"),
        BROKEN("Broken"),
        DELETING("Deleting"),
        FAILED("Failed"),
        UNKNOWN("Unknown");

        private final String text;

        State(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static State of(Lifecycle lifecycle) {
        return switch (lifecycle) {
            case PENDING, COMPLETING -> State.PENDING;
            case READY -> State.READY;
            case BROKEN, RETIRED -> State.BROKEN;
            case DELETING -> State.DELETING;
            case FAILED -> State.FAILED;
            case UNKNOWN -> State.UNKNOWN;
        };
    }

    /** Whether AWS, or we, are still at work on it. */
    public boolean moving() {
        return state == State.PENDING || state == State.WAITING || state == State.DELETING;
    }

    /** Whether it does what it is for, even if some field of it has drifted. */
    public boolean works() {
        return state == State.READY || state == State.DRIFTED;
    }
}
