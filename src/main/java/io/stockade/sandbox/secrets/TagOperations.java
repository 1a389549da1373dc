package io.stockade.sandbox.secrets;

import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceResponse;

/** Tags of secrets. */
final class TagOperations {
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private TagOperations() {}

    static void register(Operations operations) {
        operations
                .add(TagResourceRequest.class, TagOperations::tag)
                .add(UntagResourceRequest.class, TagOperations::untag);
    }

    private static TagResourceResponse tag(Call call, TagResourceRequest request) {
        StoredSecret secret = Vault.requireOwn(call, request.secretId());
        Vault.save(call, secret.with(checked(call, secret.tags(), request.tags())));
        return TagResourceResponse.builder().build();
    }

    private static UntagResourceResponse untag(Call call, UntagResourceRequest request) {
        StoredSecret secret = Vault.requireOwn(call, request.secretId());
        TreeMap<String, String> fewer = new TreeMap<>(secret.tags());
        request.tagKeys().forEach(fewer::remove);
        Vault.save(call, secret.with(fewer));
        return UntagResourceResponse.builder().build();
    }

    /** Tags with more of them, if AWS takes those. */
    static SortedMap<String, String> checked(Call call, SortedMap<String, String> tags, List<Tag> more) {
        TreeMap<String, String> all = new TreeMap<>(tags);
        for (Tag tag : more) {
            String key = Objects.requireNonNullElse(tag.key(), "");
            String value = Objects.requireNonNullElse(tag.value(), "");
            if (key.isEmpty() || key.length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
                throw SecretErrors.invalidParameter("A tag's key or value is too short or too long: " + key);
            }
            if (key.startsWith("aws:")) {
                throw SecretErrors.invalidParameter("Tag keys can't start with aws:");
            }
            all.put(key, value);
        }
        if (all.size() > call.settings().quotas().tags()) {
            throw SecretErrors.limitExceeded(
                    "You can attach up to " + call.settings().quotas().tags() + " tags to a secret.");
        }
        return all;
    }

    static List<Tag> tags(StoredSecret secret) {
        return secret.tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
