package io.stockade.sandbox.ec2;

import io.stockade.net.Cidr;
import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** Network interfaces as other things make and use them: instances, gateways, endpoints, addresses. */
final class Interfaces {
    private Interfaces() {}

    /** An interface in a subnet, with its first free address; stored by {@link #put}. */
    static NetworkInterface.Builder create(Call call, Subnet subnet, @Nullable String wantedAddress) {
        Cidr range = new Cidr(subnet.cidrBlock());
        Set<String> taken = SubnetOperations.interfaces(call, subnet).stream()
                .map(NetworkInterface::privateIpAddress)
                .collect(Collectors.toSet());
        String address = wantedAddress == null ? Ranges.firstFree(range, taken) : wantedAddress;
        if (taken.contains(address)) {
            throw AwsError.of("InvalidIPAddress.InUse", "Address " + address + " is in use.");
        }
        if (!range.contains(new Cidr(address + "/32"))) {
            throw AwsError.invalidParameter("Address does not fall within the subnet's address range");
        }
        if (Ranges.reserved(range, address)) {
            throw AwsError.invalidParameter("Address " + address + " is in subnet's reserved address range");
        }
        String id = call.newId(Kinds.NETWORK_INTERFACE.prefix());
        return NetworkInterface.builder()
                .networkInterfaceId(id)
                .vpcId(subnet.vpcId())
                .subnetId(subnet.subnetId())
                .availabilityZone(subnet.availabilityZone())
                .availabilityZoneId(subnet.availabilityZoneId())
                .privateIpAddress(address)
                .privateIpAddresses(NetworkInterfacePrivateIpAddress.builder()
                        .privateIpAddress(address)
                        .primary(true)
                        .build())
                .privateDnsName("ip-" + address.replace('.', '-') + "." + call.region() + ".compute.internal")
                .macAddress(macAddress(call.hexadecimal(id.hashCode())))
                .ownerId(call.account())
                .description("")
                .interfaceType(NetworkInterfaceType.INTERFACE)
                .requesterManaged(false)
                .sourceDestCheck(true)
                .status(NetworkInterfaceStatus.AVAILABLE)
                .groups(List.of())
                .tagSet(List.of());
    }

    static NetworkInterface put(Call call, NetworkInterface networkInterface) {
        Things.put(call, Kinds.NETWORK_INTERFACE, networkInterface.networkInterfaceId(), networkInterface);
        return networkInterface;
    }

    /** The groups of an interface; the VPC's default one if none are named. */
    static List<GroupIdentifier> groups(Call call, String vpcId, List<String> ids) {
        if (ids.isEmpty()) {
            return call.children(Kinds.SECURITY_GROUP.table(), vpcId).stream()
                    .filter(group -> group.groupName().equals("default"))
                    .map(Interfaces::identifier)
                    .toList();
        }
        return ids.stream()
                .distinct()
                .map(id -> Things.require(call, Kinds.SECURITY_GROUP, id))
                .map(group -> sameVpc(group, vpcId))
                .map(Interfaces::identifier)
                .toList();
    }

    /** The interface that a gateway or an endpoint has in a subnet: AWS's own, and in use as long as it is there. */
    static NetworkInterface.Builder requested(
            Call call, NetworkInterface.Builder builder, NetworkInterfaceType type, String description) {
        return builder.interfaceType(type)
                .description(description)
                .requesterManaged(true)
                .requesterId(call.account())
                .status(NetworkInterfaceStatus.IN_USE)
                .attachment(NetworkInterfaceAttachment.builder()
                        .attachmentId(call.newId("ela-attach-"))
                        .attachTime(call.now())
                        .deleteOnTermination(false)
                        .deviceIndex(1)
                        .instanceOwnerId("amazon-aws")
                        .status(AttachmentStatus.ATTACHED)
                        .build());
    }

    /** Attaches an interface to an instance. */
    static void attach(Call call, NetworkInterface networkInterface, NetworkInterfaceAttachment attachment) {
        put(
                call,
                networkInterface.toBuilder()
                        .status(NetworkInterfaceStatus.IN_USE)
                        .attachment(attachment)
                        .build());
    }

    /** Has the address on an interface show the instance behind it. */
    static void noteInstance(Call call, NetworkInterface networkInterface, @Nullable String instanceId) {
        mappedTo(call, networkInterface)
                .ifPresent(address -> Things.put(
                        call,
                        Kinds.ADDRESS,
                        address.allocationId(),
                        address.toBuilder().instanceId(instanceId).build()));
    }

    static void detach(Call call, NetworkInterface networkInterface) {
        // The setter for "nothing" is ambiguous without the type.
        NetworkInterfaceAttachment none = null;
        put(
                call,
                networkInterface.toBuilder()
                        .status(NetworkInterfaceStatus.AVAILABLE)
                        .attachment(none)
                        .build());
        noteInstance(call, networkInterface, null);
    }

    /** Removes an interface; a public address on it is free then. */
    static void remove(Call call, NetworkInterface networkInterface) {
        mappedTo(call, networkInterface).ifPresent(address -> unmap(call, address));
        call.remove(Kinds.NETWORK_INTERFACE.table(), networkInterface.networkInterfaceId());
    }

    /** Puts an Elastic IP address on an interface; gives the association's id. */
    static String map(Call call, Address address, NetworkInterface target) {
        String associationId = call.newId("eipassoc-");
        String instanceId =
                target.attachment() == null ? null : target.attachment().instanceId();
        Things.put(
                call,
                Kinds.ADDRESS,
                address.allocationId(),
                address.toBuilder()
                        .associationId(associationId)
                        .networkInterfaceId(target.networkInterfaceId())
                        .networkInterfaceOwnerId(call.account())
                        .privateIpAddress(target.privateIpAddress())
                        .instanceId(instanceId)
                        .build());
        NetworkInterfaceAssociation association = NetworkInterfaceAssociation.builder()
                .allocationId(address.allocationId())
                .associationId(associationId)
                .ipOwnerId(call.account())
                .publicIp(address.publicIp())
                .build();
        put(call, withAssociation(target, association));
        call.touch(associationId);
        return associationId;
    }

    /** Takes an Elastic IP address off whatever it is on. */
    static void unmap(Call call, Address address) {
        Optional.ofNullable(address.networkInterfaceId())
                .flatMap(id -> Things.find(call, Kinds.NETWORK_INTERFACE, id))
                .ifPresent(holder -> put(call, withAssociation(holder, null)));
        Things.put(
                call,
                Kinds.ADDRESS,
                address.allocationId(),
                address.toBuilder()
                        .associationId(null)
                        .networkInterfaceId(null)
                        .networkInterfaceOwnerId(null)
                        .privateIpAddress(null)
                        .instanceId(null)
                        .build());
    }

    private static NetworkInterface withAssociation(
            NetworkInterface networkInterface, @Nullable NetworkInterfaceAssociation association) {
        NetworkInterfacePrivateIpAddress address = NetworkInterfacePrivateIpAddress.builder()
                .privateIpAddress(networkInterface.privateIpAddress())
                .primary(true)
                .association(association)
                .build();
        return networkInterface.toBuilder()
                .association(association)
                .privateIpAddresses(address)
                .build();
    }

    private static Optional<Address> mappedTo(Call call, NetworkInterface networkInterface) {
        return Optional.ofNullable(networkInterface.association())
                .map(NetworkInterfaceAssociation::allocationId)
                .flatMap(id -> Things.find(call, Kinds.ADDRESS, id));
    }

    private static GroupIdentifier identifier(SecurityGroup group) {
        return GroupIdentifier.builder()
                .groupId(group.groupId())
                .groupName(group.groupName())
                .build();
    }

    private static SecurityGroup sameVpc(SecurityGroup group, String vpcId) {
        if (!group.vpcId().equals(vpcId)) {
            throw AwsError.invalidParameter(
                    "You have specified two resources that belong to different networks: " + group.groupId());
        }
        return group;
    }

    /** The interfaces of an endpoint. */
    static List<NetworkInterface> of(Call call, VpcEndpoint endpoint) {
        return endpoint.networkInterfaceIds().stream()
                .flatMap(id -> Things.find(call, Kinds.NETWORK_INTERFACE, id).stream())
                .toList();
    }

    private static String macAddress(String digits) {
        return String.format(
                Locale.ROOT,
                "02:%s:%s:%s:%s:%s",
                digits.substring(0, 2),
                digits.substring(2, 4),
                digits.substring(4, 6),
                digits.substring(6, 8),
                digits.substring(8, 10));
    }
}
