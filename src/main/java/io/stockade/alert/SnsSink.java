package io.stockade.alert;

import io.stockade.memory.MemoryJson;
import java.util.HashMap;
import java.util.Map;

/**
 * Publishes to a topic of SNS: a CloudEvent for programs, a text for whoever subscribed by e-mail, and attributes that
 * subscriptions filter by.
 */
record SnsSink(Channels channels, String topicArn, String installation) implements Sink {
    /** docs.aws.amazon.com/sns/latest/api/API_Publish.html */
    private static final int LONGEST_SUBJECT = 100;

    @Override
    public void send(Message message) throws UndeliveredException {
        for (Message piece : Pieces.of(message, piece -> written(Map.of("default", event(piece))))) {
            channels.publish(publication(piece)).demand();
        }
    }

    private Channels.Publication publication(Message message) {
        Alert worst = Wording.worst(message.notices()).get(0).alert();
        Map<String, String> attributes = new HashMap<>();
        attributes.put("severity", worst.severity().toString());
        attributes.put("type", CloudEvent.type(message));
        if (!message.digest()) {
            attributes.put("kind", worst.kind().toString());
            attributes.put("stack", worst.stack().stack());
            attributes.put("environment", worst.stack().environment());
        }
        String text = Wording.text(message);
        return new Channels.Publication(
                topicArn,
                message.id(),
                message.digest() ? message.sink() : worst.stack().stack(),
                subject(text),
                texts(event(message), text),
                attributes);
    }

    private String event(Message message) {
        return CloudEvent.json(message, installation);
    }

    /** All texts count together. */
    private static Map<String, String> texts(String event, String text) {
        Map<String, String> both = Map.of("default", event, "email", text);
        return Pieces.fits(written(both)) ? both : Map.of("default", event);
    }

    /** As SNS counts it: texts are texts in JSON, so that every quotation mark is two characters. */
    private static String written(Map<String, String> texts) {
        return MemoryJson.mapper().valueToTree(texts).toString();
    }

    /** SNS takes ASCII without control characters, and few of it. */
    static String subject(String text) {
        String line = text.lines().findFirst().orElse("").replaceAll("[^ -~]", "?");
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 3) + "...";
    }
}
