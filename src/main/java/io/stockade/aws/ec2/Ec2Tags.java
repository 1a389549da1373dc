package io.stockade.aws.ec2;

import io.stockade.graph.Owner;
import io.stockade.graph.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Tags as EC2 writes them. */
final class Ec2Tags {
    private Ec2Tags() {}

    static Tags of(List<Tag> tags) {
        Map<String, String> values = new TreeMap<>();
        tags.forEach(tag -> values.put(tag.key(), tag.value() == null ? "" : tag.value()));
        return Tags.of(values);
    }

    static List<Tag> list(Map<String, String> tags) {
        List<Tag> list = new ArrayList<>();
        tags.forEach(
                (key, value) -> list.add(Tag.builder().key(key).value(value).build()));
        return list;
    }

    /** For the creation of something; none at all if there is no tag, which AWS would refuse. */
    static List<TagSpecification> on(ResourceType type, Tags tags) {
        if (tags.values().isEmpty()) {
            return List.of();
        }
        return List.of(TagSpecification.builder()
                .resourceType(type)
                .tags(list(tags.values()))
                .build());
    }

    /** For the creation of something that takes no token: with the nonce by which a lost reply is looked up. */
    static List<TagSpecification> on(ResourceType type, Tags tags, String nonce) {
        return on(type, tags.with(Map.of(Owner.INTENT_TAG, nonce)));
    }

    /** Puts tags on something that exists. */
    static Consumer<Map<String, String>> put(Ec2 ec2, Object kind, String id) {
        return tags -> ec2.call(
                "CreateTags",
                kind,
                id,
                client -> client.createTags(request -> request.resources(id).tags(list(tags))));
    }

    /** Takes tags off something; at least one, since AWS takes off all where none is named. */
    static Consumer<Collection<String>> takeOff(Ec2 ec2, Object kind, String id) {
        return keys -> ec2.call(
                "DeleteTags",
                kind,
                id,
                client -> client.deleteTags(request -> request.resources(id)
                        .tags(keys.stream()
                                .map(key -> Tag.builder().key(key).build())
                                .toList())));
    }
}
