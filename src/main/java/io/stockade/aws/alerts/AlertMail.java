package io.stockade.aws.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockade.aws.call.Calls;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** Sends to the topics and the event buses of a region. */
public final class AlertMail {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<SnsClient> sns;
    private final Supplier<EventBridgeClient> eventBridge;
    private final Calls topics;
    private final Calls buses;

    public AlertMail(Supplier<SnsClient> sns, Supplier<EventBridgeClient> eventBridge, Calls calls) {
        this.sns = sns;
        this.eventBridge = eventBridge;
        this.topics = calls.to("sns");
        this.buses = calls.to("events");
    }

    /**
     * What is sent to a topic.
     *
     * @param texts by protocol
     */
    public record Letter(
            String topicArn,
            String id,
            String group,
            String subject,
            Map<String, String> texts,
            Map<String, String> attributes) {
        public Letter {
            texts = Map.copyOf(texts);
            attributes = Map.copyOf(attributes);
        }
    }

    /** @throws CloudException if it did not arrive, or nobody knows */
    public void publish(Letter letter) {
        PublishRequest.Builder request = PublishRequest.builder()
                .topicArn(letter.topicArn())
                .subject(letter.subject())
                .messageStructure("json")
                .message(json(letter.texts()))
                .messageAttributes(letter.attributes().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, attribute -> text(attribute.getValue()))));
        if (letter.topicArn().endsWith(".fifo")) {
            request.messageGroupId(letter.group().replaceAll("[^\\w.-]", "-")).messageDeduplicationId(letter.id());
        }
        topics.run("Publish", "Topic", letter.topicArn(), () -> sns.get().publish(request.build()));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static String json(Map<String, String> texts) {
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts can't fail to be written", impossible);
        }
    }

    /**
     * Puts an event on a bus.
     *
     * @param detail as JSON
     * @throws CloudException if it did not arrive, or nobody knows; also if AWS says so of the entry alone
     */
    public void put(String busArn, String source, String type, String detail) {
        PutEventsResponse answer = buses.run(
                "PutEvents",
                "EventBus",
                busArn,
                () -> eventBridge
                        .get()
                        .putEvents(request -> request.entries(PutEventsRequestEntry.builder()
                                .eventBusName(busArn)
                                .source(source)
                                .detailType(type)
                                .detail(detail)
                                .build())));
        answer.entries().stream()
                .filter(entry -> entry.errorCode() != null)
                .findFirst()
                .ifPresent(entry -> {
                    throw refused(busArn, entry.errorCode(), entry.errorMessage());
                });
    }

    /** docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html */
    private static CloudException refused(String busArn, String code, String message) {
        Category category = switch (code) {
            case "ThrottlingException" -> Category.THROTTLED;
            case "InternalFailure", "InternalException" -> Category.UNCERTAIN;
            case "NotAuthorizedForSource", "NotAuthorizedForDetailType", "AccessDeniedException" -> Category.DENIED;
            default -> Category.INVALID;
        };
        return new CloudException(
                category, "PutEvents", code, "PutEvents EventBus " + busArn + ": " + code + ": " + message, null);
    }
}
