package io.stockade.sandbox.ec2;

import io.stockade.net.Cidr;
import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.PrivateDnsNameOptionsOnLaunch;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetState;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Subnets. */
final class SubnetOperations {
    private static final Filters<Subnet> FILTERS = new Filters<Subnet>()
            .one("vpc-id", Subnet::vpcId)
            .one("subnet-id", Subnet::subnetId)
            .one("cidr-block", Subnet::cidrBlock)
            .one("cidrBlock", Subnet::cidrBlock)
            .one("cidr", Subnet::cidrBlock)
            .one("availability-zone", Subnet::availabilityZone)
            .one("availabilityZone", Subnet::availabilityZone)
            .one("availability-zone-id", Subnet::availabilityZoneId)
            .one("state", Subnet::stateAsString)
            .one("owner-id", Subnet::ownerId)
            .one("subnet-arn", Subnet::subnetArn)
            .one("available-ip-address-count", Subnet::availableIpAddressCount)
            .one("default-for-az", Subnet::defaultForAz)
            .one("map-public-ip-on-launch", Subnet::mapPublicIpOnLaunch);

    private SubnetOperations() {}

    static void register(Operations operations) {
        operations
                .add(CreateSubnetRequest.class, SubnetOperations::create)
                .add(ModifySubnetAttributeRequest.class, SubnetOperations::modify)
                .add(DescribeSubnetsRequest.class, SubnetOperations::describe)
                .add(DeleteSubnetRequest.class, SubnetOperations::delete);
    }

    private static CreateSubnetResponse create(Call call, CreateSubnetRequest request) {
        Vpc vpc = Things.require(call, Kinds.VPC, request.vpcId());
        Cidr range = Ranges.parse("cidrBlock", request.cidrBlock());
        checkRange(call, vpc, range);
        Zone zone = zone(call, request);
        String id = call.newId(Kinds.SUBNET.prefix());
        Subnet subnet = Subnet.builder()
                .subnetId(id)
                .subnetArn("arn:" + call.scope().partition() + ":ec2:" + call.region() + ":" + call.account()
                        + ":subnet/" + id)
                .vpcId(vpc.vpcId())
                .cidrBlock(range.text())
                .availabilityZone(zone.name())
                .availabilityZoneId(zone.id())
                .assignIpv6AddressOnCreation(false)
                .defaultForAz(false)
                .enableDns64(false)
                .ipv6Native(false)
                .mapCustomerOwnedIpOnLaunch(false)
                .mapPublicIpOnLaunch(false)
                .ownerId(call.account())
                .privateDnsNameOptionsOnLaunch(PrivateDnsNameOptionsOnLaunch.builder()
                        .hostnameType("ip-name")
                        .enableResourceNameDnsARecord(false)
                        .enableResourceNameDnsAAAARecord(false)
                        .build())
                .state(SubnetState.AVAILABLE)
                .tags(Tags.of(call, Kinds.SUBNET, request.tagSpecifications()))
                .build();
        Things.put(call, Kinds.SUBNET, id, subnet);
        return CreateSubnetResponse.builder().subnet(shown(call, subnet)).build();
    }

    private static void checkRange(Call call, Vpc vpc, Cidr range) {
        boolean fits = range.isIpv4()
                && range.prefixLength() >= 16
                && range.prefixLength() <= 28
                && new Cidr(vpc.cidrBlock()).contains(range);
        if (!fits) {
            throw AwsError.of("InvalidSubnet.Range", "The CIDR '" + range + "' is invalid.");
        }
        for (Subnet other : call.children(Kinds.SUBNET.table(), vpc.vpcId())) {
            if (new Cidr(other.cidrBlock()).overlaps(range)) {
                throw AwsError.of("InvalidSubnet.Conflict", "The CIDR '" + range + "' conflicts with another subnet");
            }
        }
    }

    private static Zone zone(Call call, CreateSubnetRequest request) {
        List<Zone> zones = Zone.of(call.account(), call.region());
        String wanted = Stream.of(request.availabilityZoneId(), request.availabilityZone())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(zones.get(0).id());
        return zones.stream()
                .filter(zone -> zone.id().equals(wanted) || zone.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> AwsError.invalidParameter("Value (" + wanted
                        + ") for parameter availabilityZone is invalid. Subnets can currently only be created in the"
                        + " following availability zones: "
                        + String.join(
                                ", ", zones.stream().map(Zone::name).sorted().toList()) + "."));
    }

    private static ModifySubnetAttributeResponse modify(Call call, ModifySubnetAttributeRequest request) {
        Subnet subnet = Things.require(call, Kinds.SUBNET, request.subnetId());
        long given = Stream.of(
                        request.mapPublicIpOnLaunch(),
                        request.assignIpv6AddressOnCreation(),
                        request.enableDns64(),
                        request.privateDnsHostnameTypeOnLaunch(),
                        request.enableResourceNameDnsARecordOnLaunch(),
                        request.enableResourceNameDnsAAAARecordOnLaunch())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            // API reference, ModifySubnetAttribute: "You can only modify one attribute at a time."
            throw AwsError.of("InvalidParameterCombination", "Exactly one attribute must be given, got " + given);
        }
        Subnet.Builder changed = subnet.toBuilder();
        PrivateDnsNameOptionsOnLaunch.Builder names = subnet.privateDnsNameOptionsOnLaunch().toBuilder();
        if (request.mapPublicIpOnLaunch() != null) {
            changed.mapPublicIpOnLaunch(request.mapPublicIpOnLaunch().value());
        } else if (request.assignIpv6AddressOnCreation() != null) {
            changed.assignIpv6AddressOnCreation(
                    request.assignIpv6AddressOnCreation().value());
        } else if (request.enableDns64() != null) {
            changed.enableDns64(request.enableDns64().value());
        } else if (request.privateDnsHostnameTypeOnLaunch() != null) {
            names.hostnameType(request.privateDnsHostnameTypeOnLaunch());
        } else if (request.enableResourceNameDnsARecordOnLaunch() != null) {
            names.enableResourceNameDnsARecord(
                    request.enableResourceNameDnsARecordOnLaunch().value());
        } else {
            names.enableResourceNameDnsAAAARecord(
                    request.enableResourceNameDnsAAAARecordOnLaunch().value());
        }
        Things.put(
                call,
                Kinds.SUBNET,
                subnet.subnetId(),
                changed.privateDnsNameOptionsOnLaunch(names.build()).build());
        return ModifySubnetAttributeResponse.builder().build();
    }

    private static DescribeSubnetsResponse describe(Call call, DescribeSubnetsRequest request) {
        Page<Subnet> page = Listing.of(call, Kinds.SUBNET)
                .ids(request.subnetIds())
                .shown(subnet -> shown(call, subnet))
                .filters(FILTERS, request.filters())
                .page(request.maxResults(), request.nextToken())
                .get();
        return DescribeSubnetsResponse.builder()
                .subnets(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    /** With the number of free addresses, which follows from the interfaces. */
    private static Subnet shown(Call call, Subnet subnet) {
        int free = Ranges.usable(new Cidr(subnet.cidrBlock()))
                - interfaces(call, subnet).size();
        return subnet.toBuilder().availableIpAddressCount(free).build();
    }

    static List<NetworkInterface> interfaces(Call call, Subnet subnet) {
        return call.children(Kinds.NETWORK_INTERFACE.table(), subnet.vpcId()).stream()
                .filter(networkInterface -> networkInterface.subnetId().equals(subnet.subnetId()))
                .toList();
    }

    private static DeleteSubnetResponse delete(Call call, DeleteSubnetRequest request) {
        Subnet subnet = Things.require(call, Kinds.SUBNET, request.subnetId());
        boolean gateways = call.children(Kinds.NAT_GATEWAY.table(), subnet.vpcId()).stream()
                .anyMatch(gateway -> gateway.subnetId().equals(subnet.subnetId())
                        && gateway.state() != NatGatewayState.DELETED
                        && gateway.state() != NatGatewayState.FAILED);
        if (gateways || !interfaces(call, subnet).isEmpty()) {
            throw AwsError.dependencyViolation(
                    "The subnet '" + subnet.subnetId() + "' has dependencies and cannot be deleted.");
        }
        // Its association with a route table goes with it; a gateway endpoint is not tied to subnets.
        RouteAssociationOperations.forget(call, subnet);
        call.remove(Kinds.SUBNET.table(), subnet.subnetId());
        return DeleteSubnetResponse.builder().build();
    }
}
