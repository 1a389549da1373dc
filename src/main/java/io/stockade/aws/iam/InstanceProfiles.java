package io.stockade.aws.iam;

import io.stockade.aws.call.Calls;
import io.stockade.aws.call.ListReader;
import io.stockade.aws.call.Pages;
import io.stockade.cloud.Listed;
import io.stockade.cloud.Reader;
import io.stockade.graph.InstanceProfile;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Tags;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesResponse;

/** Instance profiles as IAM shows them. Lists leave their tags out. */
final class InstanceProfiles {
    static final Set<String> DETAILS = Set.of("tags");

    private InstanceProfiles() {}

    static Reader reader(Iam iam) {
        return new ListReader(
                Set.of(ResourceKind.INSTANCE_PROFILE),
                Reader.Narrowing.OWNER,
                scope -> Pages.all(
                                token -> iam.call(
                                        "ListInstanceProfiles",
                                        ResourceKind.INSTANCE_PROFILE,
                                        "",
                                        client -> client.listInstanceProfiles(
                                                request -> request.pathPrefix(iam.pathPrefix())
                                                        .maxItems(Iam.PAGE)
                                                        .marker(token))),
                                ListInstanceProfilesResponse::instanceProfiles,
                                page -> Iam.next(page.isTruncated(), page.marker()))
                        .stream()
                        .filter(profile -> profile.instanceProfileName().startsWith(Iam.NAME_PREFIX))
                        .map(profile ->
                                Listed.named(seen(iam, profile, Tags.NONE).withUnread(DETAILS)))
                        .toList());
    }

    static Optional<Observed<InstanceProfile>> find(Iam iam, String name) {
        return Calls.found(() -> iam.call(
                                "GetInstanceProfile",
                                ResourceKind.INSTANCE_PROFILE,
                                name,
                                client -> client.getInstanceProfile(request -> request.instanceProfileName(name)))
                        .instanceProfile())
                .map(profile -> seen(iam, profile, Iam.tags(profile.tags())));
    }

    /** The role is known by its name; a profile holds one or none. */
    private static Observed<InstanceProfile> seen(
            Iam iam, software.amazon.awssdk.services.iam.model.InstanceProfile profile, Tags tags) {
        String role = profile.roles().isEmpty() ? "" : profile.roles().get(0).roleName();
        InstanceProfile value =
                new InstanceProfile(profile.instanceProfileName(), profile.path(), Ref.known(role), tags);
        return Observed.ready(value, profile.instanceProfileName(), iam.now());
    }
}
