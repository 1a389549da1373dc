package io.stockade.aws.events;

import io.stockade.aws.call.Calls;
import io.stockade.aws.events.EventPart.Kind;
import io.stockade.aws.events.EventPart.State;
import io.stockade.graph.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue at the end of the way that events take. */
final class QueueEnd {
    private static final String KIND = "Queue";
    private static final String POLICY = "Policy";
    private static final String ENCRYPTED = "SqsManagedSseEnabled";
    private static final String KEY = "KmsMasterKeyId";

    private final Supplier<SqsClient> client;
    private final Calls calls;
    private final EventPlace place;

    QueueEnd(Supplier<SqsClient> client, Calls calls, EventPlace place) {
        this.client = client;
        this.calls = calls.to("sqs");
        this.place = place;
    }

    EventPart look() {
        return url().map(this::look)
                .orElseGet(() -> new EventPart(Kind.QUEUE, place.name(), State.ABSENT, null, List.of()));
    }

    private EventPart look(String url) {
        Map<String, String> tags = calls.run(
                        "ListQueueTags",
                        KIND,
                        place.name(),
                        () -> client.get().listQueueTags(request -> request.queueUrl(url)))
                .tags();
        if (!place.owns(tags)) {
            return new EventPart(Kind.QUEUE, place.name(), State.FOREIGN, url, List.of(RuleEnd.notOurs(place)));
        }
        List<String> differences = differences(attributes(url));
        State state = differences.isEmpty() ? State.READY : State.CHANGED;
        return new EventPart(Kind.QUEUE, place.name(), state, url, differences);
    }

    private Optional<String> url() {
        return Calls.found(() -> calls.run(
                        "GetQueueUrl",
                        KIND,
                        place.name(),
                        () -> client.get().getQueueUrl(request -> request.queueName(place.name())))
                .queueUrl());
    }

    private Map<String, String> attributes(String url) {
        List<String> asked = new ArrayList<>(place.attributes().keySet());
        asked.add(KEY);
        return calls.run(
                        "GetQueueAttributes",
                        KIND,
                        place.name(),
                        () -> client.get()
                                .getQueueAttributes(
                                        request -> request.queueUrl(url).attributeNamesWithStrings(asked)))
                .attributesAsStrings();
    }

    private List<String> differences(Map<String, String> actual) {
        List<String> differences = new ArrayList<>();
        missing(actual).forEach((name, expected) -> {
            String found = actual.getOrDefault(name, "");
            String values = name + ": expected " + expected + ", actual " + (found.isEmpty() ? "none" : found);
            String policy = found.isEmpty() ? "it has no Policy" : "its Policy was changed";
            differences.add(name.equals(POLICY) ? policy : values);
        });
        return differences;
    }

    /** What has to be set. A queue that is encrypted with somebody's key is encrypted well enough. */
    private Map<String, String> missing(Map<String, String> actual) {
        Map<String, String> missing = new TreeMap<>(place.attributes());
        missing.entrySet().removeIf(wanted -> same(wanted, actual.getOrDefault(wanted.getKey(), "")));
        if (!actual.getOrDefault(KEY, "").isEmpty()) {
            missing.remove(ENCRYPTED);
        }
        return missing;
    }

    private static boolean same(Map.Entry<String, String> wanted, String found) {
        return wanted.getKey().equals(POLICY)
                ? canonical(found).equals(canonical(wanted.getValue()))
                : found.equals(wanted.getValue());
    }

    private static PolicyDocument canonical(String text) {
        return text.isEmpty() ? PolicyDocument.NONE : PolicyDocument.parse(text);
    }

    /** Makes it, or puts right what differs; nothing is read again, since SQS takes up to a minute to show it. */
    EventPart put(EventPart found) {
        return switch (found.state()) {
            case ABSENT -> new EventPart(Kind.QUEUE, place.name(), State.READY, create(), List.of("made"));
            case CHANGED -> repair(found);
            case READY, FOREIGN -> found;
        };
    }

    private String create() {
        return calls.run(
                        "CreateQueue",
                        KIND,
                        place.name(),
                        () -> client.get()
                                .createQueue(request -> request.queueName(place.name())
                                        .attributesWithStrings(place.attributes())
                                        .tags(place.tags())))
                .queueUrl();
    }

    /** It is read once more, so that nothing is set but what differs. */
    private EventPart repair(EventPart found) {
        Map<String, String> wanted = missing(attributes(String.valueOf(found.id())));
        calls.run(
                "SetQueueAttributes",
                KIND,
                place.name(),
                () -> client.get()
                        .setQueueAttributes(
                                request -> request.queueUrl(found.id()).attributesWithStrings(wanted)));
        return found.now(State.READY, "put right");
    }

    /** Takes it away if it is ours. */
    EventPart remove(EventPart found) {
        return switch (found.state()) {
            case READY, CHANGED -> {
                calls.run(
                        "DeleteQueue",
                        KIND,
                        place.name(),
                        () -> client.get().deleteQueue(request -> request.queueUrl(found.id())));
                yield found.now(State.ABSENT, "deleted");
            }
            case ABSENT, FOREIGN -> found;
        };
    }
}
