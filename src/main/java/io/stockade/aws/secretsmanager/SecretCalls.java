package io.stockade.aws.secretsmanager;

import io.stockade.aws.call.Calls;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Tags;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** Secrets Manager of one region: its client, the way every call to it goes, and its spellings. */
record SecretCalls(Supplier<SecretsManagerClient> client, Calls calls) {
    <T> T call(String action, ResourceKind kind, String id, Function<SecretsManagerClient, T> call) {
        return calls.run(action, kind.toString(), id, () -> call.apply(client.get()));
    }

    /**
     * A secret as AWS describes it, whether or not somebody deleted it; empty if there is none.
     *
     * @param id its ARN or name
     */
    Optional<DescribeSecretResponse> describe(ResourceKind kind, String id) {
        return Calls.found(() ->
                call("DescribeSecret", kind, id, client -> client.describeSecret(request -> request.secretId(id))));
    }

    Instant now() {
        return calls.now();
    }

    static Tags tags(Iterable<Tag> tags) {
        Map<String, String> values = new TreeMap<>();
        tags.forEach(tag -> values.put(tag.key(), tag.value() == null ? "" : tag.value()));
        return Tags.of(values);
    }

    static Tag[] list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toArray(Tag[]::new);
    }
}
