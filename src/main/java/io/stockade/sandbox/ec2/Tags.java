package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/** Tags on things, read and written without knowing the kind: every model class has them in one of two fields. */
final class Tags {
    private Tags() {}

    /** The tags that a creation asks for; those for other types than this are an error. */
    static List<Tag> of(Call call, Kind<?> kind, List<TagSpecification> specifications) {
        for (TagSpecification specification : specifications) {
            if (specification.resourceType() != kind.resourceType()) {
                throw AwsError.invalidParameter("'" + specification.resourceTypeAsString()
                        + "' is not a valid taggable resource type for this operation.");
            }
        }
        return of(call, kind.resourceType(), specifications);
    }

    /** The tags that a creation asks for on things of one type. */
    static List<Tag> of(Call call, ResourceType type, List<TagSpecification> specifications) {
        List<Tag> tags = new ArrayList<>();
        for (TagSpecification specification : specifications) {
            if (specification.resourceType() == type) {
                tags.addAll(specification.tags());
            }
        }
        return merge(call, List.of(), tags);
    }

    /** Tags with others put on, in the order of their keys' first appearance. */
    static List<Tag> merge(Call call, List<Tag> tags, List<Tag> added) {
        Map<String, Tag> merged = new LinkedHashMap<>();
        tags.forEach(tag -> merged.put(tag.key(), tag));
        for (Tag tag : added) {
            check(tag);
            merged.put(
                    tag.key(), tag.value() == null ? tag.toBuilder().value("").build() : tag);
        }
        if (merged.keySet().stream().filter(key -> !key.startsWith("aws:")).count()
                > call.settings().quotas().tags()) {
            throw AwsError.of("TagLimitExceeded", "The maximum number of tags per resource has been reached.");
        }
        return List.copyOf(merged.values());
    }

    /** A thing's tags. */
    static List<Tag> on(Object thing) {
        if (thing instanceof SdkPojo pojo && field(pojo).getValueOrDefault(pojo) instanceof List<?> tags) {
            return tags.stream().map(Tag.class::cast).toList();
        }
        return List.of();
    }

    /** The same thing with other tags. */
    static <T> T replace(T thing, List<Tag> tags, Class<T> type) {
        SdkBuilder<?, ?> builder = (SdkBuilder<?, ?>) ((ToCopyableBuilder<?, ?>) thing).toBuilder();
        field((SdkPojo) thing).set(builder, tags);
        return type.cast(builder.build());
    }

    private static SdkField<?> field(SdkPojo pojo) {
        for (SdkField<?> field : pojo.sdkFields()) {
            if (field.memberName().equals("Tags") || field.memberName().equals("TagSet")) {
                return field;
            }
        }
        throw new IllegalStateException(pojo.getClass() + " has no tags");
    }

    private static void check(Tag tag) {
        String key = tag.key();
        if (key == null || key.isEmpty() || key.length() > 127) {
            throw AwsError.invalidParameter(
                    "Tag key is invalid: it must have between 1 and 127 characters. Specified: " + key);
        }
        if (key.startsWith("aws:")) {
            throw AwsError.invalidParameter(
                    "Value ( " + key + " ) for parameter key is invalid. Tag keys starting with 'aws:' are reserved"
                            + " for internal use");
        }
        if (tag.value() != null && tag.value().length() > 256) {
            throw AwsError.invalidParameter("Tag value exceeds the maximum length of 256 characters");
        }
    }
}
