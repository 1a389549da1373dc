package io.stockade.sandbox.ec2;

import io.stockade.sandbox.iam.Roles;
import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfile;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceMetadataOptions;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.Monitoring;
import software.amazon.awssdk.services.ec2.model.MonitoringState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * One instance on its way: checked as AWS checks it, then given its interface.
 *
 * @param data all that is said about it
 * @param subnetId where, unless the data names an interface or a subnet of its own
 * @param zone where it must end up; null if anywhere will do
 * @param tags for the instance, besides those in the data
 */
public record Launch(
        ResponseLaunchTemplateData data,
        @Nullable String subnetId,
        @Nullable String zone,
        List<Tag> tags) {

    /** A launch from a template, for a group: in a zone, with the group's tags. */
    public static Launch fromTemplate(
            Call call,
            LaunchTemplate template,
            @Nullable String version,
            String zone,
            @Nullable String subnetId,
            List<Tag> tags) {
        ResponseLaunchTemplateData data =
                LaunchTemplates.version(call, template, version).launchTemplateData();
        return new Launch(data, subnetId, zone, tags);
    }

    /**
     * Launches it.
     *
     * @throws AwsError with what AWS says when it can't
     */
    public Instance run(Call call) {
        String type = data.instanceTypeAsString();
        if (data.imageId() == null || type == null) {
            throw AwsError.missingParameter("ImageId and InstanceType");
        }
        Image image = Images.require(call, data.imageId());
        checkArchitecture(image, type);
        checkProfile(call);
        String id = call.newId(Kinds.INSTANCE.prefix());
        NetworkInterface attached = attach(call, id, type);
        Instance.Builder instance = Instance.builder()
                .instanceId(id)
                .imageId(image.imageId())
                .architecture(image.architectureAsString())
                .instanceType(type)
                .keyName(data.keyName())
                .launchTime(call.now())
                .placement(Placement.builder()
                        .availabilityZone(attached.availabilityZone())
                        .availabilityZoneId(attached.availabilityZoneId())
                        .build())
                .monitoring(Monitoring.builder().state(MonitoringState.DISABLED).build())
                .metadataOptions(metadata(data.metadataOptions()))
                .subnetId(attached.subnetId())
                .vpcId(attached.vpcId())
                .privateIpAddress(attached.privateIpAddress())
                .sourceDestCheck(attached.sourceDestCheck())
                .tags(allTags(call));
        if (data.iamInstanceProfile() != null) {
            instance.iamInstanceProfile(profile(call));
        }
        Instance launched = instance.build();
        Instances.start(call, launched);
        return Things.require(call, Kinds.INSTANCE, id);
    }

    private List<Tag> allTags(Call call) {
        List<Tag> said = data.tagSpecifications().stream()
                .filter(specification -> specification.resourceType() == ResourceType.INSTANCE)
                .flatMap(specification -> specification.tags().stream())
                .toList();
        List<Tag> merged = new ArrayList<>(Tags.merge(call, List.of(), said));
        merged.removeIf(tag -> tags.stream().anyMatch(other -> other.key().equals(tag.key())));
        merged.addAll(tags);
        return merged;
    }

    private static void checkArchitecture(Image image, String type) {
        String architecture = InstanceTypes.architecture(type)
                .orElseThrow(() -> AwsError.invalidParameter("Invalid value '" + type + "' for InstanceType."));
        if (!architecture.equals(image.architectureAsString())) {
            throw AwsError.invalidParameter("The architecture '" + architecture
                    + "' of the specified instance type does not match the architecture '"
                    + image.architectureAsString() + "' of the specified AMI. Specify an instance type and an AMI that"
                    + " have matching architectures, and try again.");
        }
    }

    private static void checkOffered(Call call, String type, NetworkInterface attached) {
        Zone zone = new Zone(attached.availabilityZone(), attached.availabilityZoneId());
        if (!InstanceTypes.offered(type, zone)) {
            throw AwsError.of(
                    "Unsupported",
                    "Your requested instance type (" + type + ") is not supported in your requested Availability Zone ("
                            + zone.name() + ").");
        }
        call.touch(attached.networkInterfaceId());
    }

    /** The interface that the launch names, or a new one in the subnet that it names. */
    private NetworkInterface attach(Call call, String instanceId, String type) {
        LaunchTemplateInstanceNetworkInterfaceSpecification wanted = data.networkInterfaces().stream()
                .filter(specification -> Objects.requireNonNullElse(specification.deviceIndex(), 0) == 0)
                .findFirst()
                .orElse(LaunchTemplateInstanceNetworkInterfaceSpecification.builder()
                        .build());
        boolean existing = wanted.networkInterfaceId() != null;
        NetworkInterface chosen = existing
                ? Things.require(call, Kinds.NETWORK_INTERFACE, wanted.networkInterfaceId())
                : create(call, wanted);
        if (chosen.attachment() != null) {
            throw NetworkInterfaceOperations.inUse(chosen);
        }
        if (zone != null && !zone.equals(chosen.availabilityZone())) {
            throw AwsError.invalidParameter("The network interface '" + chosen.networkInterfaceId() + "' is not in the"
                    + " availability zone '" + zone + "'");
        }
        checkOffered(call, type, chosen);
        // An interface that was there before stays, unless it is said otherwise; one that was made here goes.
        boolean delete = Objects.requireNonNullElse(wanted.deleteOnTermination(), !existing);
        Interfaces.attach(
                call,
                chosen,
                NetworkInterfaceAttachment.builder()
                        .attachmentId(call.newId("eni-attach-"))
                        .attachTime(call.now())
                        .deleteOnTermination(delete)
                        .deviceIndex(0)
                        .instanceId(instanceId)
                        .instanceOwnerId(call.account())
                        .networkCardIndex(0)
                        .status(AttachmentStatus.ATTACHED)
                        .build());
        Interfaces.noteInstance(call, chosen, instanceId);
        return chosen;
    }

    private NetworkInterface create(Call call, LaunchTemplateInstanceNetworkInterfaceSpecification wanted) {
        Subnet subnet = Things.require(call, Kinds.SUBNET, wanted.subnetId() == null ? subnetId : wanted.subnetId());
        List<String> groups = wanted.groups().isEmpty() ? data.securityGroupIds() : wanted.groups();
        NetworkInterface made = Interfaces.create(call, subnet, wanted.privateIpAddress())
                .groups(Interfaces.groups(call, subnet.vpcId(), groups))
                .build();
        boolean mapped = Objects.requireNonNullElse(wanted.associatePublicIpAddress(), subnet.mapPublicIpOnLaunch());
        if (mapped) {
            made = made.toBuilder()
                    .association(NetworkInterfaceAssociation.builder()
                            .ipOwnerId("amazon")
                            .publicIp(AddressOperations.publicAddress(call))
                            .build())
                    .build();
        }
        return made;
    }

    /** Errors of EC2, "InvalidParameterValue": the profile must be there, and IAM may take seconds to show a new one. */
    private void checkProfile(Call call) {
        if (data.iamInstanceProfile() == null) {
            return;
        }
        String arn = Objects.requireNonNullElse(data.iamInstanceProfile().arn(), "");
        String name =
                Objects.requireNonNullElse(data.iamInstanceProfile().name(), arn.substring(arn.lastIndexOf('/') + 1));
        if (!Roles.hasProfile(call, name)) {
            throw AwsError.invalidParameter("Value (" + name + ") for parameter iamInstanceProfile.name is invalid."
                    + " Invalid IAM Instance Profile name");
        }
    }

    private IamInstanceProfile profile(Call call) {
        String arn = data.iamInstanceProfile().arn() != null
                ? data.iamInstanceProfile().arn()
                : "arn:" + call.scope().partition() + ":iam::" + call.account() + ":instance-profile/"
                        + data.iamInstanceProfile().name();
        return IamInstanceProfile.builder().arn(arn).build();
    }

    private static InstanceMetadataOptionsResponse metadata(@Nullable LaunchTemplateInstanceMetadataOptions said) {
        InstanceMetadataOptionsResponse.Builder options = InstanceMetadataOptionsResponse.builder()
                .state("applied")
                .httpEndpoint("enabled")
                .httpTokens("required")
                .httpPutResponseHopLimit(2);
        if (said == null) {
            return options.build();
        }
        if (said.httpTokensAsString() != null) {
            options.httpTokens(said.httpTokensAsString());
        }
        if (said.httpPutResponseHopLimit() != null) {
            options.httpPutResponseHopLimit(said.httpPutResponseHopLimit());
        }
        return options.build();
    }
}
