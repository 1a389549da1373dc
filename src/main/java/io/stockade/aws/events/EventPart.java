package io.stockade.aws.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing on the way of events to a queue, as it was found.
 *
 * @param name its own, or that of the rule that it belongs to
 * @param id the queue's URL or the rule's ARN; {@code null} where there is none
 * @param remarks what differs and how, or what was done about it
 */
public record EventPart(
        Kind kind, String name, State state, @Nullable String id, List<String> remarks) {
    public EventPart {
        remarks = List.copyOf(remarks);
    }

    /** What there is. */
    public enum Kind {
        QUEUE("Queue"),
        RULE("Rule"),
        TARGET("Target");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** How it is. */
    public enum State {
        READY,
        /** It is ours, and not as it was made. */
        CHANGED,
        ABSENT,
        /** There is something of that name that is not ours: nothing is done about it. */
        FOREIGN
    }

    EventPart now(State other, String... words) {
        return new EventPart(kind, name, other, other == State.ABSENT ? null : id, List.of(words));
    }

    /** Kind and name, as everything is addressed. */
    public String address() {
        return kind + "/" + name;
    }
}
