package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.ClientToken;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Network interfaces that are made by name. */
final class NetworkInterfaceOperations {
    private static final Filters<NetworkInterface> FILTERS = new Filters<NetworkInterface>()
            .one("vpc-id", NetworkInterface::vpcId)
            .one("subnet-id", NetworkInterface::subnetId)
            .one("network-interface-id", NetworkInterface::networkInterfaceId)
            .one("availability-zone", NetworkInterface::availabilityZone)
            .one("availability-zone-id", NetworkInterface::availabilityZoneId)
            .one("description", NetworkInterface::description)
            .one("interface-type", NetworkInterface::interfaceTypeAsString)
            .one("mac-address", NetworkInterface::macAddress)
            .one("owner-id", NetworkInterface::ownerId)
            .one("private-ip-address", NetworkInterface::privateIpAddress)
            .one("addresses.private-ip-address", NetworkInterface::privateIpAddress)
            .one("requester-id", NetworkInterface::requesterId)
            .one("requester-managed", NetworkInterface::requesterManaged)
            .one("source-dest-check", NetworkInterface::sourceDestCheck)
            .one("status", NetworkInterface::statusAsString)
            .each("group-id", NetworkInterface::groups, GroupIdentifier::groupId)
            .each("group-name", NetworkInterface::groups, GroupIdentifier::groupName)
            .one(
                    "attachment.attachment-id",
                    of -> of.attachment() == null ? null : of.attachment().attachmentId())
            .one(
                    "attachment.instance-id",
                    of -> of.attachment() == null ? null : of.attachment().instanceId())
            .one(
                    "attachment.status",
                    of -> of.attachment() == null ? null : of.attachment().statusAsString())
            .one(
                    "association.allocation-id",
                    of -> of.association() == null ? null : of.association().allocationId())
            .one(
                    "association.public-ip",
                    of -> of.association() == null ? null : of.association().publicIp());

    private NetworkInterfaceOperations() {}

    static void register(Operations operations) {
        operations
                .add(CreateNetworkInterfaceRequest.class, NetworkInterfaceOperations::create)
                .add(ModifyNetworkInterfaceAttributeRequest.class, NetworkInterfaceOperations::modify)
                .add(DescribeNetworkInterfacesRequest.class, NetworkInterfaceOperations::describe)
                .add(AttachNetworkInterfaceRequest.class, NetworkInterfaceOperations::attach)
                .add(DetachNetworkInterfaceRequest.class, NetworkInterfaceOperations::detach)
                .add(DeleteNetworkInterfaceRequest.class, NetworkInterfaceOperations::delete);
    }

    private static CreateNetworkInterfaceResponse create(Call call, CreateNetworkInterfaceRequest request) {
        String id = ClientToken.once(call, request, () -> {
            Subnet subnet = Things.require(call, Kinds.SUBNET, request.subnetId());
            NetworkInterface made = Interfaces.create(call, subnet, request.privateIpAddress())
                    .description(request.description() == null ? "" : request.description())
                    .groups(Interfaces.groups(call, subnet.vpcId(), request.groups()))
                    .tagSet(Tags.of(call, Kinds.NETWORK_INTERFACE, request.tagSpecifications()))
                    .build();
            return Interfaces.put(call, made).networkInterfaceId();
        });
        return CreateNetworkInterfaceResponse.builder()
                .networkInterface(Things.require(call, Kinds.NETWORK_INTERFACE, id))
                .clientToken(request.clientToken())
                .build();
    }

    private static ModifyNetworkInterfaceAttributeResponse modify(
            Call call, ModifyNetworkInterfaceAttributeRequest request) {
        NetworkInterface before = Things.require(call, Kinds.NETWORK_INTERFACE, request.networkInterfaceId());
        checkOwn(before);
        long given = Stream.of(
                        request.description(),
                        request.sourceDestCheck(),
                        request.hasGroups() ? request.groups() : null,
                        request.attachment())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            // API reference, ModifyNetworkInterfaceAttribute: "You can specify only one attribute at a time."
            throw AwsError.of("InvalidParameterCombination", "Exactly one attribute must be given, got " + given);
        }
        NetworkInterface.Builder after = before.toBuilder();
        if (request.description() != null) {
            after.description(request.description().value());
        } else if (request.sourceDestCheck() != null) {
            after.sourceDestCheck(request.sourceDestCheck().value());
        } else if (request.hasGroups()) {
            after.groups(Interfaces.groups(call, before.vpcId(), request.groups()));
        } else if (before.attachment() == null) {
            throw AwsError.of(
                    "InvalidAttachmentID.NotFound",
                    "The interface " + before.networkInterfaceId() + " is not attached");
        } else {
            after.attachment(before.attachment().toBuilder()
                    .deleteOnTermination(request.attachment().deleteOnTermination())
                    .build());
        }
        Interfaces.put(call, after.build());
        return ModifyNetworkInterfaceAttributeResponse.builder().build();
    }

    private static DescribeNetworkInterfacesResponse describe(Call call, DescribeNetworkInterfacesRequest request) {
        Page<NetworkInterface> page = Listing.of(call, Kinds.NETWORK_INTERFACE)
                .ids(request.networkInterfaceIds())
                .filters(FILTERS, request.filters())
                .page(request.maxResults(), request.nextToken())
                .get();
        return DescribeNetworkInterfacesResponse.builder()
                .networkInterfaces(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static AttachNetworkInterfaceResponse attach(Call call, AttachNetworkInterfaceRequest request) {
        NetworkInterface free = Things.require(call, Kinds.NETWORK_INTERFACE, request.networkInterfaceId());
        Instance instance = Things.require(call, Kinds.INSTANCE, request.instanceId());
        if (free.attachment() != null) {
            throw inUse(free);
        }
        if (!Objects.equals(instance.placement().availabilityZone(), free.availabilityZone())) {
            throw AwsError.invalidParameter("You may not attach a network interface to an instance if they are not in"
                    + " the same availability zone");
        }
        NetworkInterfaceAttachment attachment = NetworkInterfaceAttachment.builder()
                .attachmentId(call.newId("eni-attach-"))
                .attachTime(call.now())
                .deleteOnTermination(false)
                .deviceIndex(request.deviceIndex())
                .instanceId(instance.instanceId())
                .instanceOwnerId(call.account())
                .networkCardIndex(0)
                .status(AttachmentStatus.ATTACHED)
                .build();
        Interfaces.attach(call, free, attachment);
        return AttachNetworkInterfaceResponse.builder()
                .attachmentId(attachment.attachmentId())
                .networkCardIndex(0)
                .build();
    }

    private static DetachNetworkInterfaceResponse detach(Call call, DetachNetworkInterfaceRequest request) {
        NetworkInterface held = call.all(Kinds.NETWORK_INTERFACE.table()).stream()
                .filter(candidate -> candidate.attachment() != null
                        && candidate.attachment().attachmentId().equals(request.attachmentId()))
                .findFirst()
                .orElseThrow(() -> AwsError.of(
                        "InvalidAttachmentID.NotFound",
                        "The attachment ID '" + request.attachmentId() + "' does not exist"));
        checkOwn(held);
        if (held.attachment().deviceIndex() == 0) {
            throw AwsError.of(
                    "OperationNotPermitted",
                    "The network interface at device index 0 and networkCard index 0 cannot be detached.");
        }
        Interfaces.detach(call, held);
        return DetachNetworkInterfaceResponse.builder().build();
    }

    private static DeleteNetworkInterfaceResponse delete(Call call, DeleteNetworkInterfaceRequest request) {
        NetworkInterface networkInterface = Things.require(call, Kinds.NETWORK_INTERFACE, request.networkInterfaceId());
        if (networkInterface.attachment() != null) {
            throw AwsError.invalidParameter(
                    "Network interface '" + networkInterface.networkInterfaceId() + "' is currently in use.");
        }
        Interfaces.remove(call, networkInterface);
        return DeleteNetworkInterfaceResponse.builder().build();
    }

    static AwsError inUse(NetworkInterface networkInterface) {
        return AwsError.of(
                "InvalidNetworkInterface.InUse", "Interface: [" + networkInterface.networkInterfaceId() + "] in use.");
    }

    private static void checkOwn(NetworkInterface networkInterface) {
        if (networkInterface.requesterManaged()) {
            throw AwsError.of(
                    "OperationNotPermitted", "You are not allowed to manage interfaces that AWS made for a service.");
        }
    }
}
