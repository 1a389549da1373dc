package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.ec2.model.DnsOptions;
import software.amazon.awssdk.services.ec2.model.DnsRecordIpType;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.State;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** What an interface endpoint has in a VPC: an interface in each of its subnets, groups, names. */
final class EndpointInterfaces {
    private EndpointInterfaces() {}

    static VpcEndpoint create(
            Call call, VpcEndpoint endpoint, ServiceDetail service, CreateVpcEndpointRequest request) {
        if (!request.routeTableIds().isEmpty()) {
            throw AwsError.of(
                    "InvalidParameter", "Endpoint type (Interface) does not match the parameters for gateways.");
        }
        List<GroupIdentifier> groups = Interfaces.groups(call, endpoint.vpcId(), request.securityGroupIds());
        VpcEndpoint made = endpoint.toBuilder()
                .state(State.PENDING)
                .groups(identifiers(groups))
                .dnsEntries(names(call, endpoint, service))
                .dnsOptions(DnsOptions.builder()
                        .dnsRecordIpType(DnsRecordIpType.IPV4)
                        .build())
                .subnetIds(List.of())
                .networkInterfaceIds(List.of())
                .build();
        VpcEndpoint placed = add(call, made, service.availabilityZoneIds(), request.subnetIds());
        boolean privateNames = !Boolean.FALSE.equals(request.privateDnsEnabled()) && service.privateDnsName() != null;
        // Where it isn't said, services of AWS have private names (API reference, CreateVpcEndpoint).
        return privateNames ? withPrivateNames(call, placed) : placed;
    }

    /** Puts an interface into each of the subnets, of which each zone takes one. */
    static VpcEndpoint add(Call call, VpcEndpoint endpoint, List<String> zoneIds, List<String> subnetIds) {
        List<String> subnets = new ArrayList<>(endpoint.subnetIds());
        List<String> interfaces = new ArrayList<>(endpoint.networkInterfaceIds());
        for (String id : subnetIds) {
            Subnet subnet = Things.require(call, Kinds.SUBNET, id);
            check(call, endpoint, zoneIds, subnets, subnet);
            NetworkInterface own = Interfaces.put(
                    call,
                    Interfaces.requested(
                                    call,
                                    Interfaces.create(call, subnet, null),
                                    NetworkInterfaceType.VPC_ENDPOINT,
                                    "VPC Endpoint Interface " + endpoint.vpcEndpointId())
                            .groups(groups(endpoint))
                            .build());
            subnets.add(id);
            interfaces.add(own.networkInterfaceId());
        }
        return endpoint.toBuilder()
                .subnetIds(subnets)
                .networkInterfaceIds(interfaces)
                .build();
    }

    private static void check(
            Call call, VpcEndpoint endpoint, List<String> zoneIds, List<String> taken, Subnet subnet) {
        if (!subnet.vpcId().equals(endpoint.vpcId())) {
            throw AwsError.of("InvalidSubnetId.NotFound", "Subnet " + subnet.subnetId() + " is not in the VPC");
        }
        if (!zoneIds.contains(subnet.availabilityZoneId())) {
            throw AwsError.of(
                    "InvalidParameter",
                    "The VPC endpoint service " + endpoint.serviceName()
                            + " does not support the availability zone of the subnet: " + subnet.subnetId() + ".");
        }
        boolean sameZone = taken.stream()
                .map(id -> Things.require(call, Kinds.SUBNET, id))
                .anyMatch(other -> other.availabilityZoneId().equals(subnet.availabilityZoneId()));
        if (sameZone) {
            throw AwsError.of(
                    "DuplicateSubnetsInSameZone",
                    "Found another VPC endpoint subnet in the availability zone of " + subnet.subnetId());
        }
    }

    static VpcEndpoint remove(Call call, VpcEndpoint endpoint, List<String> subnetIds) {
        List<String> subnets = new ArrayList<>(endpoint.subnetIds());
        List<String> interfaces = new ArrayList<>(endpoint.networkInterfaceIds());
        for (NetworkInterface own : Interfaces.of(call, endpoint)) {
            if (subnetIds.contains(own.subnetId())) {
                subnets.remove(own.subnetId());
                interfaces.remove(own.networkInterfaceId());
                Interfaces.remove(call, own);
            }
        }
        return endpoint.toBuilder()
                .subnetIds(subnets)
                .networkInterfaceIds(interfaces)
                .build();
    }

    /** The endpoint and its interfaces with other groups. */
    static VpcEndpoint withGroups(Call call, VpcEndpoint endpoint, List<String> groupIds) {
        List<GroupIdentifier> groups = Interfaces.groups(call, endpoint.vpcId(), groupIds);
        Interfaces.of(call, endpoint)
                .forEach(own ->
                        Interfaces.put(call, own.toBuilder().groups(groups).build()));
        return endpoint.toBuilder().groups(identifiers(groups)).build();
    }

    /** PrivateLink guide, "Enable private DNS names": the VPC needs both switches, and the name only once. */
    static VpcEndpoint withPrivateNames(Call call, VpcEndpoint endpoint) {
        VpcAttributes attributes = VpcOperations.attributes(call, endpoint.vpcId());
        if (!attributes.dnsSupport() || !attributes.dnsHostnames()) {
            throw AwsError.of(
                    "InvalidParameter",
                    "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to"
                            + " true for " + endpoint.vpcId());
        }
        boolean conflict = call.children(Kinds.VPC_ENDPOINT.table(), endpoint.vpcId()).stream()
                .anyMatch(other -> !other.vpcEndpointId().equals(endpoint.vpcEndpointId())
                        && other.serviceName().equals(endpoint.serviceName())
                        && Boolean.TRUE.equals(other.privateDnsEnabled()));
        if (conflict) {
            throw AwsError.of(
                    "InvalidParameter",
                    "private-dns-enabled cannot be set because there is already a conflicting DNS domain for "
                            + endpoint.serviceName() + " in the VPC " + endpoint.vpcId());
        }
        return endpoint.toBuilder().privateDnsEnabled(true).build();
    }

    private static List<DnsEntry> names(Call call, VpcEndpoint endpoint, ServiceDetail service) {
        String name = endpoint.vpcEndpointId() + "-"
                + call.hexadecimal(endpoint.vpcEndpointId().hashCode()).substring(0, 8) + "."
                + service.baseEndpointDnsNames().get(0);
        return List.of(DnsEntry.builder()
                .dnsName(name)
                .hostedZoneId(
                        "Z" + call.hexadecimal(service.serviceName().hashCode()).toUpperCase(Locale.ROOT))
                .build());
    }

    private static List<SecurityGroupIdentifier> identifiers(List<GroupIdentifier> groups) {
        return groups.stream()
                .map(group -> SecurityGroupIdentifier.builder()
                        .groupId(group.groupId())
                        .groupName(group.groupName())
                        .build())
                .toList();
    }

    private static List<GroupIdentifier> groups(VpcEndpoint endpoint) {
        return endpoint.groups().stream()
                .map(group -> GroupIdentifier.builder()
                        .groupId(group.groupId())
                        .groupName(group.groupName())
                        .build())
                .toList();
    }
}
