package io.stockade.aws.ec2;

import io.stockade.aws.call.Ownership;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.LaunchTemplate;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateHttpTokensState;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Writes launch templates, and only ever their first version. */
final class LaunchTemplateDriver extends Ec2Driver<LaunchTemplate> {
    /** The only version that is ever used: other content is another template. */
    static final String VERSION = "1";

    LaunchTemplateDriver(Ec2 ec2) {
        super(ec2, ResourceKind.LAUNCH_TEMPLATE);
    }

    @Override
    protected Written createOne(Creation<LaunchTemplate> creation) {
        LaunchTemplate desired = creation.desired();
        try {
            var made = ec2.call(
                            "CreateLaunchTemplate",
                            kind(),
                            creation.address().name(),
                            client -> client.createLaunchTemplate(request -> request.launchTemplateName(desired.name())
                                    .launchTemplateData(content(desired))
                                    .clientToken(creation.token())
                                    .tagSpecifications(Ec2Tags.on(ResourceType.LAUNCH_TEMPLATE, desired.tags()))))
                    .launchTemplate();
            return Written.now(Observed.ready(desired, made.launchTemplateId(), ec2.now()));
        } catch (CloudException refusal) {
            return Written.now(Ownership.claim(creation, refusal, () -> findByName(desired.name())));
        }
    }

    @Override
    protected Written deleteOne(Observed<LaunchTemplate> doomed) {
        return goneAfter(
                doomed,
                "DeleteLaunchTemplate",
                client -> client.deleteLaunchTemplate(request -> request.launchTemplateId(doomed.id())));
    }

    @Override
    public Optional<Observed<LaunchTemplate>> readById(String id) {
        return ec2.one(() -> ec2.call(
                                "DescribeLaunchTemplates",
                                kind(),
                                id,
                                client -> client.describeLaunchTemplates(request -> request.launchTemplateIds(id)))
                        .launchTemplates())
                .map(template -> LaunchTemplates.seen(template, ec2.now()));
    }

    @Override
    public Set<String> details() {
        return LaunchTemplates.CONTENT;
    }

    @Override
    public Observed<LaunchTemplate> readDetails(Observed<LaunchTemplate> listed) {
        return ec2
                .call(
                        "DescribeLaunchTemplateVersions",
                        kind(),
                        listed.id(),
                        client -> client.describeLaunchTemplateVersions(
                                request -> request.launchTemplateId(listed.id()).versions(VERSION)))
                .launchTemplateVersions()
                .stream()
                .findFirst()
                .map(version -> LaunchTemplates.filled(listed, version.launchTemplateData(), ec2.now()))
                .orElse(listed);
    }

    private Optional<Observed<LaunchTemplate>> findByName(String name) {
        return ec2.one(() -> ec2.call(
                                "DescribeLaunchTemplates",
                                kind(),
                                name,
                                client -> client.describeLaunchTemplates(request -> request.launchTemplateNames(name)))
                        .launchTemplates())
                .map(template -> LaunchTemplates.seen(template, ec2.now()));
    }

    /** Session tokens for metadata, within one hop; no key to log in with; an interface that outlives the instance. */
    private static RequestLaunchTemplateData content(LaunchTemplate desired) {
        RequestLaunchTemplateData.Builder content = RequestLaunchTemplateData.builder()
                .imageId(desired.imageAlias())
                .instanceType(desired.instanceType())
                .monitoring(monitoring -> monitoring.enabled(false))
                .metadataOptions(options -> options.httpEndpoint(LaunchTemplateInstanceMetadataEndpointState.ENABLED)
                        .httpTokens(LaunchTemplateHttpTokensState.REQUIRED)
                        .httpPutResponseHopLimit(1))
                .networkInterfaces(LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder()
                        .deviceIndex(0)
                        .networkInterfaceId(desired.networkInterface().id())
                        .deleteOnTermination(false)
                        .build())
                .userData(Base64.getEncoder().encodeToString(desired.userData().getBytes(StandardCharsets.UTF_8)))
                .tagSpecifications(instanceTags(desired));
        Ref profile = desired.instanceProfile();
        if (profile != null) {
            content.iamInstanceProfile(each -> each.name(profile.id()));
        }
        return content.build();
    }

    private static List<LaunchTemplateTagSpecificationRequest> instanceTags(LaunchTemplate desired) {
        if (desired.instanceTags().values().isEmpty()) {
            return List.of();
        }
        return List.of(LaunchTemplateTagSpecificationRequest.builder()
                .resourceType(ResourceType.INSTANCE)
                .tags(Ec2Tags.list(desired.instanceTags().values()))
                .build());
    }
}
