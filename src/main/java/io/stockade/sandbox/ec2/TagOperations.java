package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/** Tags on things that are there. */
final class TagOperations {
    private static final Filters<TagDescription> FILTERS = new Filters<TagDescription>()
            .one("key", TagDescription::key)
            .one("value", TagDescription::value)
            .one("resource-id", TagDescription::resourceId)
            .one("resource-type", TagDescription::resourceTypeAsString);

    private TagOperations() {}

    static void register(Operations operations) {
        operations
                .add(CreateTagsRequest.class, TagOperations::create)
                .add(DeleteTagsRequest.class, TagOperations::delete)
                .add(DescribeTagsRequest.class, TagOperations::describe);
    }

    private static CreateTagsResponse create(Call call, CreateTagsRequest request) {
        if (request.tags().isEmpty() || request.resources().isEmpty()) {
            throw AwsError.missingParameter("resources and tags");
        }
        for (String id : request.resources()) {
            change(call, kind(id), id, tags -> Tags.merge(call, tags, request.tags()));
        }
        return CreateTagsResponse.builder().build();
    }

    private static DeleteTagsResponse delete(Call call, DeleteTagsRequest request) {
        for (String id : request.resources()) {
            change(call, kind(id), id, tags -> without(tags, request.tags()));
        }
        return DeleteTagsResponse.builder().build();
    }

    /** API reference, DeleteTags: a tag without a value goes whatever it is, one with a value only if it fits. */
    private static List<Tag> without(List<Tag> tags, List<Tag> unwanted) {
        List<Tag> left = new ArrayList<>(tags);
        left.removeIf(tag -> !tag.key().startsWith("aws:")
                && (unwanted.isEmpty()
                        || unwanted.stream()
                                .anyMatch(other -> other.key().equals(tag.key())
                                        && (other.value() == null
                                                || other.value().equals(tag.value())))));
        return left;
    }

    private static Kind<?> kind(String id) {
        return Kinds.ofId(id).orElseThrow(() -> AwsError.of("InvalidID", "The ID '" + id + "' is not valid"));
    }

    private static <T> void change(Call call, Kind<T> kind, String id, Function<List<Tag>, List<Tag>> change) {
        T thing = Things.require(call, kind, id);
        T changed =
                Tags.replace(thing, change.apply(Tags.on(thing)), kind.table().type());
        Things.put(call, kind, id, changed);
    }

    private static DescribeTagsResponse describe(Call call, DescribeTagsRequest request) {
        TreeMap<String, TagDescription> all = new TreeMap<>();
        Kinds.ALL.forEach(kind -> gather(call, kind, all));
        Predicate<TagDescription> filter = FILTERS.all(request.filters());
        Page<TagDescription> page = Page.of(
                call,
                all,
                tag -> Optional.of(tag).filter(filter),
                Objects.requireNonNullElse(request.maxResults(), 1000),
                request.nextToken());
        return DescribeTagsResponse.builder()
                .tags(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static <T> void gather(Call call, Kind<T> kind, Map<String, TagDescription> all) {
        call.rows(kind.table()).forEach((id, thing) -> {
            for (Tag tag : Tags.on(thing)) {
                all.put(
                        id + "/" + tag.key(),
                        TagDescription.builder()
                                .resourceId(id)
                                .resourceType(kind.resourceType())
                                .key(tag.key())
                                .value(tag.value())
                                .build());
            }
        });
    }
}
