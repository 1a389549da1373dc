package io.stockade.sandbox.autoscaling;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/** Tags on groups, which say whether the group's instances get them too. */
final class GroupTags {
    private GroupTags() {}

    static void register(Operations operations) {
        operations
                .add(CreateOrUpdateTagsRequest.class, GroupTags::createOrUpdate)
                .add(DeleteTagsRequest.class, GroupTags::delete);
    }

    /** A group's tags with others put on. */
    static List<TagDescription> merge(Call call, String group, List<TagDescription> tags, List<Tag> added) {
        Map<String, TagDescription> merged = new LinkedHashMap<>();
        tags.forEach(tag -> merged.put(tag.key(), tag));
        for (Tag tag : added) {
            if (tag.key() == null || tag.key().startsWith("aws:")) {
                throw Groups.invalid("Tag keys must be given and may not begin with aws:, got " + tag.key());
            }
            merged.put(
                    tag.key(),
                    TagDescription.builder()
                            .resourceId(group)
                            .resourceType("auto-scaling-group")
                            .key(tag.key())
                            .value(Objects.requireNonNullElse(tag.value(), ""))
                            .propagateAtLaunch(Boolean.TRUE.equals(tag.propagateAtLaunch()))
                            .build());
        }
        if (merged.size() > call.settings().quotas().tags()) {
            throw AwsError.of("LimitExceeded", "A group may have at most 50 tags");
        }
        return List.copyOf(merged.values());
    }

    /** API reference, DescribeAutoScalingGroups: by tag-key, tag-value and tag:KEY. */
    static Predicate<AutoScalingGroup> filter(List<Filter> filters) {
        List<Predicate<AutoScalingGroup>> predicates = new ArrayList<>();
        for (Filter filter : filters) {
            predicates.add(group -> group.tags().stream().anyMatch(tag -> fits(filter, tag)));
        }
        return group -> predicates.stream().allMatch(predicate -> predicate.test(group));
    }

    private static boolean fits(Filter filter, TagDescription tag) {
        String name = String.valueOf(filter.name());
        if (name.startsWith("tag:")) {
            return name.substring("tag:".length()).equals(tag.key())
                    && filter.values().contains(tag.value());
        }
        return switch (name) {
            case "tag-key" -> filter.values().contains(tag.key());
            case "tag-value" -> filter.values().contains(tag.value());
            default ->
                throw Groups.invalid("Filter type " + name + " is not correct. Allowed Filter types are:"
                        + " [tag-key, tag-value, tag:<key>]");
        };
    }

    private static CreateOrUpdateTagsResponse createOrUpdate(Call call, CreateOrUpdateTagsRequest request) {
        for (Tag tag : request.tags()) {
            AutoScalingGroup group = Groups.require(call, tag.resourceId());
            List<TagDescription> tags = merge(call, group.autoScalingGroupName(), group.tags(), List.of(tag));
            Groups.put(call, group.toBuilder().tags(tags).build());
        }
        return CreateOrUpdateTagsResponse.builder().build();
    }

    private static DeleteTagsResponse delete(Call call, DeleteTagsRequest request) {
        for (Tag tag : request.tags()) {
            AutoScalingGroup group = Groups.require(call, tag.resourceId());
            List<TagDescription> left = group.tags().stream()
                    .filter(other -> !other.key().equals(tag.key()))
                    .toList();
            Groups.put(call, group.toBuilder().tags(left).build());
        }
        return DeleteTagsResponse.builder().build();
    }
}
