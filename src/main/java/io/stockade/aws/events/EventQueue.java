package io.stockade.aws.events;

import io.stockade.aws.call.Calls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;

/** A queue that events are sent to. */
public final class EventQueue {
    private static final String KIND = "Queue";

    /** As many as SQS hands over at once. */
    private static final int MOST = 10;

    /** As long as SQS lets anybody wait: an empty queue then costs three calls a minute. */
    private static final Duration WAIT = Duration.ofSeconds(20);

    /** Longer than the wait, which the timeout of other calls is not. */
    private static final Duration ATTEMPT = WAIT.plusSeconds(10);

    /** How long nobody else gets what was handed over: longer than it takes to hand it on. */
    private static final Duration VISIBILITY = Duration.ofSeconds(30);

    private final Supplier<SqsClient> client;
    private final Calls calls;
    private final QueueUrl queue;

    public EventQueue(Supplier<SqsClient> client, Calls calls, QueueUrl queue) {
        this.client = client;
        this.calls = calls;
        this.queue = queue;
    }

    /**
     * Something that was handed over, and will be again unless it is taken off the queue.
     *
     * @param receipt for taking it off
     */
    public record Delivery(String receipt, String body) {}

    /**
     * What is there, at once, or as soon as something comes within the time that SQS waits.
     *
     * @throws io.stockade.cloud.CloudException if the queue could not be asked
     */
    public List<Delivery> receive() {
        return calls
                .run(
                        "ReceiveMessage",
                        KIND,
                        queue.name(),
                        () -> client.get()
                                .receiveMessage(request -> request.queueUrl(queue.url())
                                        .maxNumberOfMessages(MOST)
                                        .waitTimeSeconds((int) WAIT.toSeconds())
                                        .visibilityTimeout((int) VISIBILITY.toSeconds())
                                        .overrideConfiguration(call -> call.apiCallAttemptTimeout(ATTEMPT))))
                .messages()
                .stream()
                .map(message -> new Delivery(message.receiptHandle(), message.body() == null ? "" : message.body()))
                .toList();
    }

    /** Takes off the queue what was handed on. What stays by chance comes again, and does no harm. */
    public void remove(List<Delivery> done) {
        if (done.isEmpty()) {
            return;
        }
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Delivery delivery : done) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(String.valueOf(entries.size()))
                    .receiptHandle(delivery.receipt())
                    .build());
        }
        calls.run(
                "DeleteMessageBatch",
                KIND,
                queue.name(),
                () -> client.get()
                        .deleteMessageBatch(
                                request -> request.queueUrl(queue.url()).entries(entries)));
    }

    public QueueUrl url() {
        return queue;
    }
}
