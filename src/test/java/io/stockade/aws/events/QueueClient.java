package io.stockade.aws.events;

import io.stockade.aws.events.EventsAccount.Asked;
import io.stockade.aws.events.EventsAccount.Queue;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;

/** SQS of a region. */
final class QueueClient implements SqsClient {
    private final EventsAccount account;
    private final String region;

    QueueClient(EventsAccount account, String region) {
        this.account = account;
        this.region = region;
    }

    private @Nullable Queue asked(String action, String name, Map<String, String> brings) {
        String arn = EventsAccount.queueArn(region, name);
        Queue queue = account.queues.get(arn);
        account.ask(new Asked(action, arn, queue == null ? Map.of() : queue.tags(), brings, null));
        return queue;
    }

    private Queue found(String action, String url) {
        Queue queue = asked(action, url.substring(url.lastIndexOf('/') + 1), Map.of());
        if (queue == null) {
            throw EventsAccount.refusal(
                    action, "AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.");
        }
        return queue;
    }

    private String url(String name) {
        return "https://sqs." + region + ".amazonaws.com/" + EventsAccount.ID + "/" + name;
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        found("sqs:GetQueueUrl", request.queueName());
        return GetQueueUrlResponse.builder().queueUrl(url(request.queueName())).build();
    }

    @Override
    public ListQueueTagsResponse listQueueTags(ListQueueTagsRequest request) {
        return ListQueueTagsResponse.builder()
                .tags(found("sqs:ListQueueTags", request.queueUrl()).tags())
                .build();
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        Map<String, String> attributes = new TreeMap<>(
                found("sqs:GetQueueAttributes", request.queueUrl()).attributes());
        attributes.keySet().retainAll(request.attributeNamesAsStrings());
        return GetQueueAttributesResponse.builder()
                .attributesWithStrings(attributes)
                .build();
    }

    @Override
    public CreateQueueResponse createQueue(CreateQueueRequest request) {
        asked("sqs:CreateQueue", request.queueName(), request.tags());
        asked("sqs:TagQueue", request.queueName(), request.tags());
        account.queues.put(
                EventsAccount.queueArn(region, request.queueName()),
                new Queue(new TreeMap<>(request.attributesAsStrings()), new TreeMap<>(request.tags())));
        return CreateQueueResponse.builder().queueUrl(url(request.queueName())).build();
    }

    @Override
    public SetQueueAttributesResponse setQueueAttributes(SetQueueAttributesRequest request) {
        found("sqs:SetQueueAttributes", request.queueUrl()).attributes().putAll(request.attributesAsStrings());
        return SetQueueAttributesResponse.builder().build();
    }

    @Override
    public DeleteQueueResponse deleteQueue(DeleteQueueRequest request) {
        account.queues.values().remove(found("sqs:DeleteQueue", request.queueUrl()));
        return DeleteQueueResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
