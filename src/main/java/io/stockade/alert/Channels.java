package io.stockade.alert;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where messages of alerts can be sent in AWS. Nothing is thrown: what came of it is said. */
public interface Channels {
    /** A message to a topic; it is one at its receivers too. */
    Outcome publish(Publication publication);

    /** An event to a bus. */
    Outcome put(String busArn, Event event);

    /**
     * A message for a topic.
     *
     * @param id the same at every try
     * @param group messages of one group keep their order, where the topic keeps any
     * @param texts by the protocol of subscribers; {@code default} for all others
     * @param attributes that subscriptions are filtered by
     */
    record Publication(
            String topicArn,
            String id,
            String group,
            String subject,
            Map<String, String> texts,
            Map<String, String> attributes) {
        public Publication {
            texts = Map.copyOf(texts);
            attributes = Map.copyOf(attributes);
        }
    }

    /**
     * An event for a bus.
     *
     * @param detail as JSON
     */
    record Event(String source, String type, String detail) {}

    /**
     * What came of something that was sent.
     *
     * @param why it did not arrive; empty if it did
     * @param retryAfter when to ask again, if anybody said
     */
    record Outcome(State state, String why, @Nullable Duration retryAfter) {
        /** Nobody has to do anything. */
        public static final Outcome ARRIVED = new Outcome(State.ARRIVED, "", null);

        void demand() throws UndeliveredException {
            switch (state) {
                case ARRIVED -> {}
                case REFUSED -> throw UndeliveredException.refused(why);
                case DOWN ->
                    throw retryAfter == null
                            ? UndeliveredException.down(why)
                            : UndeliveredException.busy(why, retryAfter);
            }
        }
    }

    /** Whether something arrived. */
    enum State {
        ARRIVED,
        /** This message will never be taken; others may be. */
        REFUSED,
        /** Nothing arrives there now. */
        DOWN
    }
}
