package io.stockade.aws.ec2;

import io.stockade.aws.call.ListReader;
import io.stockade.aws.call.Pages;
import io.stockade.cloud.Listed;
import io.stockade.cloud.Reader;
import io.stockade.graph.LaunchTemplate;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Tags;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateIamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Launch templates as EC2 shows them: lists give names and tags, and the content of a version is asked for alone. */
final class LaunchTemplates {
    /** Immutable in AWS, and the name carries a hash of it: a list may well leave it unread. */
    static final Set<String> CONTENT =
            Set.of("imageAlias", "instanceType", "networkInterface", "instanceProfile", "userData", "instanceTags");

    private LaunchTemplates() {}

    static Reader reader(Ec2 ec2) {
        return new ListReader(Set.of(ResourceKind.LAUNCH_TEMPLATE), Reader.Narrowing.OWNER, scope -> {
            Instant now = ec2.now();
            var all = Pages.all(
                    token -> ec2.call(
                            "DescribeLaunchTemplates",
                            ResourceKind.LAUNCH_TEMPLATE,
                            "",
                            client -> client.describeLaunchTemplates(
                                    request -> request.filters(Filters.ownedBy(scope.installation()))
                                            .maxResults(200)
                                            .nextToken(token))),
                    DescribeLaunchTemplatesResponse::launchTemplates,
                    DescribeLaunchTemplatesResponse::nextToken);
            return all.stream()
                    .map(template -> seen(template, now))
                    .map(template -> Listed.tagged(template.tags(), "", template))
                    .toList();
        });
    }

    static Observed<LaunchTemplate> seen(
            software.amazon.awssdk.services.ec2.model.LaunchTemplate template, Instant now) {
        LaunchTemplate value = new LaunchTemplate(
                template.launchTemplateName(), "", "", Ref.known(""), null, "", Tags.NONE, Ec2Tags.of(template.tags()));
        return Observed.ready(value, template.launchTemplateId(), now).withUnread(CONTENT);
    }

    /** A listed template with the content of its version. */
    static Observed<LaunchTemplate> filled(
            Observed<LaunchTemplate> listed, ResponseLaunchTemplateData content, Instant now) {
        LaunchTemplate value = new LaunchTemplate(
                listed.value().name(),
                content.imageId() == null ? "" : content.imageId(),
                content.instanceTypeAsString() == null ? "" : content.instanceTypeAsString(),
                Ref.known(networkInterface(content)),
                profile(content.iamInstanceProfile()),
                userData(content.userData()),
                instanceTags(content),
                listed.tags());
        return Observed.ready(value, listed.id(), now);
    }

    private static String networkInterface(ResponseLaunchTemplateData content) {
        return content.networkInterfaces().stream()
                .map(each -> each.networkInterfaceId())
                .filter(id -> id != null)
                .findFirst()
                .orElse("");
    }

    /** A template names a profile by ARN or by name; the name is its id. */
    private static @Nullable Ref profile(@Nullable LaunchTemplateIamInstanceProfileSpecification profile) {
        if (profile == null) {
            return null;
        }
        if (profile.name() != null) {
            return Ref.known(profile.name());
        }
        String arn = profile.arn();
        return arn == null ? null : Ref.known(arn.substring(arn.lastIndexOf('/') + 1));
    }

    private static String userData(@Nullable String encoded) {
        return encoded == null ? "" : new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private static Tags instanceTags(ResponseLaunchTemplateData content) {
        List<Tags> tags = content.tagSpecifications().stream()
                .filter(specification -> "instance".equals(specification.resourceTypeAsString()))
                .map(specification -> Ec2Tags.of(specification.tags()))
                .toList();
        return tags.isEmpty() ? Tags.NONE : tags.get(0);
    }
}
