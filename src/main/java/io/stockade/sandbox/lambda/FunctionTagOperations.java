package io.stockade.sandbox.lambda;

import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;

/** Tags of functions, which lists leave out. */
final class FunctionTagOperations {
    private FunctionTagOperations() {}

    static void register(Operations operations) {
        operations
                .add(ListTagsRequest.class, FunctionTagOperations::list)
                .add(TagResourceRequest.class, FunctionTagOperations::tag)
                .add(UntagResourceRequest.class, FunctionTagOperations::untag);
    }

    private static ListTagsResponse list(Call call, ListTagsRequest request) {
        return ListTagsResponse.builder()
                .tags(deployment(call, request.resource()).tags())
                .build();
    }

    private static TagResourceResponse tag(Call call, TagResourceRequest request) {
        Deployment deployment = deployment(call, request.resource());
        DeployedFunctions.put(call, deployment.withTags(merged(call, deployment.tags(), request.tags())));
        return TagResourceResponse.builder().build();
    }

    private static UntagResourceResponse untag(Call call, UntagResourceRequest request) {
        Deployment deployment = deployment(call, request.resource());
        Map<String, String> left = new TreeMap<>(deployment.tags());
        left.keySet().removeAll(request.tagKeys());
        DeployedFunctions.put(call, deployment.withTags(left));
        return UntagResourceResponse.builder().build();
    }

    private static Deployment deployment(Call call, String arn) {
        FunctionConfiguration function = DeployedFunctions.require(call, arn);
        return DeployedFunctions.deployment(call, function);
    }

    /** API reference, TagResource: 50 at most. */
    static Map<String, String> merged(Call call, Map<String, String> tags, Map<String, String> added) {
        Map<String, String> merged = new TreeMap<>(tags);
        merged.putAll(added);
        if (merged.size() > call.settings().quotas().tags()) {
            throw DeployedFunctions.invalid("The number of tags exceeds the limit of 50.");
        }
        return merged;
    }
}
