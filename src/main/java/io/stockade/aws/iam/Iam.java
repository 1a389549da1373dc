package io.stockade.aws.iam;

import io.stockade.aws.call.Calls;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Tags;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * IAM of one account: its client, the way every call to it goes, and its spellings.
 *
 * @param pathPrefix what is listed: only paths that begin so
 */
record Iam(Supplier<IamClient> client, Calls calls, String pathPrefix) {
    /** What every name that we give begins with, see {@link io.stockade.graph.Owner#globalName}. */
    static final String NAME_PREFIX = "stockade-";

    /** The most that IAM puts on a page. */
    static final int PAGE = 1000;

    <T> T call(String action, ResourceKind kind, String name, Function<IamClient, T> call) {
        return calls.run(action, kind.toString(), name, () -> call.apply(client.get()));
    }

    /** Makes a call that takes something away; that it is gone already is success. */
    void takeAway(String action, ResourceKind kind, String name, Function<IamClient, ?> call) {
        Optional<?> unused = Calls.found(() -> call(action, kind, name, call));
    }

    /** Where the next page begins; empty after the last one. */
    static String next(@Nullable Boolean truncated, String marker) {
        return Boolean.TRUE.equals(truncated) ? marker : "";
    }

    Instant now() {
        return calls.now();
    }

    static Tags tags(List<Tag> tags) {
        Map<String, String> values = new TreeMap<>();
        tags.forEach(tag -> values.put(tag.key(), tag.value()));
        return Tags.of(values);
    }

    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** IAM returns policies in URL encoding. */
    static PolicyDocument policy(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return new PolicyDocument("{}");
        }
        String plain = text.startsWith("%") ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
        try {
            return PolicyDocument.parse(plain);
        } catch (IllegalArgumentException foreign) {
            return new PolicyDocument(plain);
        }
    }
}
