package io.stockade.aws.events;

import io.stockade.aws.call.Calls;
import io.stockade.aws.events.EventPart.State;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The way of events from a place to whoever takes them off a queue. What is there is found by name and believed to be
 * ours by its tag; nothing is remembered, so that each step may be done again, from wherever it was left.
 */
public final class EventWay {
    private final EventPlace place;
    private final QueueEnd queues;
    private final RuleEnd rules;

    public EventWay(Supplier<SqsClient> sqs, Supplier<EventBridgeClient> eventBridge, Calls calls, EventPlace place) {
        this.place = place;
        this.queues = new QueueEnd(sqs, calls, place);
        this.rules = new RuleEnd(eventBridge, calls, place);
    }

    public EventPlace place() {
        return place;
    }

    /**
     * Everything that was found.
     *
     * @param queue at the end of the way
     */
    public record Seen(EventPart queue, RuleEnd.Seen rule) {
        /** In the order in which they are made. */
        public List<EventPart> parts() {
            return List.of(queue, rule.rule(), rule.target());
        }

        /** What stands in the way and is not ours. */
        public List<EventPart> foreign() {
            return parts().stream()
                    .filter(part -> part.state() == State.FOREIGN)
                    .toList();
        }
    }

    /**
     * What is there.
     *
     * @throws io.stockade.cloud.CloudException if AWS could not be asked
     */
    public Seen look() {
        return new Seen(queues.look(), rules.look());
    }

    /**
     * Makes what is absent and puts right what was changed. The queue comes first, since a rule without one would lose
     * what it sends.
     *
     * @throws IllegalStateException if something foreign has one of the names
     */
    public Seen put(Seen found) {
        if (!found.foreign().isEmpty()) {
            throw new IllegalStateException(found.foreign().get(0).address() + " is not ours");
        }
        EventPart queue = queues.put(found.queue());
        return new Seen(queue, rules.put(found.rule()));
    }

    /** Takes away what is ours, the queue last. */
    public Seen remove(Seen found) {
        RuleEnd.Seen rule = rules.remove(found.rule());
        return new Seen(queues.remove(found.queue()), rule);
    }
}
