package io.stockade.sandbox.ec2;

import io.stockade.net.Cidr;
import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockState;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** VPCs, and what AWS puts into a new one. */
final class VpcOperations {
    private static final Filters<Vpc> FILTERS = new Filters<Vpc>()
            .one("vpc-id", Vpc::vpcId)
            .one("cidr", Vpc::cidrBlock)
            .one("cidr-block-association.cidr-block", Vpc::cidrBlock)
            .one("is-default", Vpc::isDefault)
            .one("owner-id", Vpc::ownerId)
            .one("state", Vpc::stateAsString)
            .one("dhcp-options-id", Vpc::dhcpOptionsId);

    private VpcOperations() {}

    static void register(Operations operations) {
        operations
                .add(CreateVpcRequest.class, VpcOperations::create)
                .add(ModifyVpcAttributeRequest.class, VpcOperations::modifyAttribute)
                .add(DescribeVpcsRequest.class, VpcOperations::describe)
                .add(DescribeVpcAttributeRequest.class, VpcOperations::describeAttribute)
                .add(DeleteVpcRequest.class, VpcOperations::delete);
    }

    private static CreateVpcResponse create(Call call, CreateVpcRequest request) {
        Cidr range = Ranges.parse("cidrBlock", request.cidrBlock());
        if (!range.isIpv4() || range.prefixLength() < 16 || range.prefixLength() > 28) {
            throw AwsError.of("InvalidVpc.Range", "The CIDR '" + request.cidrBlock() + "' is invalid.");
        }
        if (call.all(Kinds.VPC.table()).size() >= call.settings().quotas().vpcs()) {
            throw AwsError.of("VpcLimitExceeded", "The maximum number of VPCs has been reached.");
        }
        String id = call.newId(Kinds.VPC.prefix());
        Vpc vpc = Vpc.builder()
                .vpcId(id)
                .cidrBlock(range.text())
                .cidrBlockAssociationSet(association(call, range))
                .dhcpOptionsId("dopt-0" + call.hexadecimal(call.region().hashCode()))
                .instanceTenancy(request.instanceTenancy() == null ? Tenancy.DEFAULT : request.instanceTenancy())
                .isDefault(false)
                .ownerId(call.account())
                .state(VpcState.AVAILABLE)
                .tags(Tags.of(call, Kinds.VPC, request.tagSpecifications()))
                .build();
        Things.put(call, Kinds.VPC, id, vpc);
        call.put(Kinds.VPC_ATTRIBUTES, id, VpcAttributes.NEW);
        RouteTableOperations.createMain(call, vpc);
        SecurityGroupOperations.createDefault(call, vpc);
        NetworkAclOperations.createDefault(call, vpc);
        return CreateVpcResponse.builder()
                .vpc(vpc.toBuilder().state(VpcState.PENDING).build())
                .build();
    }

    private static VpcCidrBlockAssociation association(Call call, Cidr range) {
        return VpcCidrBlockAssociation.builder()
                .associationId(call.newId("vpc-cidr-assoc-"))
                .cidrBlock(range.text())
                .cidrBlockState(VpcCidrBlockState.builder()
                        .state(VpcCidrBlockStateCode.ASSOCIATED)
                        .build())
                .build();
    }

    private static ModifyVpcAttributeResponse modifyAttribute(Call call, ModifyVpcAttributeRequest request) {
        Things.require(call, Kinds.VPC, request.vpcId());
        VpcAttributes before = attributes(call, request.vpcId());
        AttributeBooleanValue support = request.enableDnsSupport();
        AttributeBooleanValue hostnames = request.enableDnsHostnames();
        if ((support == null) == (hostnames == null)) {
            // API reference, ModifyVpcAttribute: one attribute in each request.
            throw AwsError.of(
                    "InvalidParameterCombination", "Exactly one attribute must be given, and no more than one");
        }
        VpcAttributes after = support == null
                ? new VpcAttributes(before.dnsSupport(), hostnames.value())
                : new VpcAttributes(support.value(), before.dnsHostnames());
        call.put(Kinds.VPC_ATTRIBUTES, request.vpcId(), after);
        return ModifyVpcAttributeResponse.builder().build();
    }

    static VpcAttributes attributes(Call call, String vpcId) {
        return call.find(Kinds.VPC_ATTRIBUTES, vpcId).orElse(VpcAttributes.NEW);
    }

    private static DescribeVpcsResponse describe(Call call, DescribeVpcsRequest request) {
        Page<Vpc> page = Listing.of(call, Kinds.VPC)
                .ids(request.vpcIds())
                .filters(FILTERS, request.filters())
                .page(request.maxResults(), request.nextToken())
                .get();
        return DescribeVpcsResponse.builder()
                .vpcs(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static DescribeVpcAttributeResponse describeAttribute(Call call, DescribeVpcAttributeRequest request) {
        Things.require(call, Kinds.VPC, request.vpcId());
        VpcAttributes attributes = attributes(call, request.vpcId());
        DescribeVpcAttributeResponse.Builder response =
                DescribeVpcAttributeResponse.builder().vpcId(request.vpcId());
        if (request.attribute() == null) {
            throw AwsError.missingParameter("attribute");
        }
        return switch (request.attributeAsString()) {
            case "enableDnsSupport" ->
                response.enableDnsSupport(value(attributes.dnsSupport())).build();
            case "enableDnsHostnames" ->
                response.enableDnsHostnames(value(attributes.dnsHostnames())).build();
            case "enableNetworkAddressUsageMetrics" ->
                response.enableNetworkAddressUsageMetrics(value(false)).build();
            default -> throw AwsError.invalidParameter("unknown attribute " + request.attributeAsString());
        };
    }

    private static AttributeBooleanValue value(boolean value) {
        return AttributeBooleanValue.builder().value(value).build();
    }

    private static DeleteVpcResponse delete(Call call, DeleteVpcRequest request) {
        String id = request.vpcId();
        Things.require(call, Kinds.VPC, id);
        if (!dependencies(call, id).isEmpty()) {
            throw AwsError.dependencyViolation("The vpc '" + id + "' has dependencies and cannot be deleted.");
        }
        call.children(Kinds.ROUTE_TABLE.table(), id)
                .forEach(table -> call.remove(Kinds.ROUTE_TABLE.table(), table.routeTableId()));
        call.children(Kinds.SECURITY_GROUP.table(), id)
                .forEach(group -> SecurityGroupOperations.remove(call, group.groupId()));
        call.children(Kinds.NETWORK_ACL.table(), id)
                .forEach(acl -> call.remove(Kinds.NETWORK_ACL.table(), acl.networkAclId()));
        call.remove(Kinds.VPC_ATTRIBUTES, id);
        call.remove(Kinds.VPC.table(), id);
        return DeleteVpcResponse.builder().build();
    }

    /** What stands in the way of a VPC's deletion: all but its main table, default group and default ACL. */
    private static List<String> dependencies(Call call, String id) {
        List<String> found = new ArrayList<>();
        call.children(Kinds.SUBNET.table(), id).forEach(subnet -> found.add(subnet.subnetId()));
        call.children(Kinds.INTERNET_GATEWAY.table(), id).forEach(gateway -> found.add(gateway.internetGatewayId()));
        call.children(Kinds.NETWORK_INTERFACE.table(), id)
                .forEach(networkInterface -> found.add(networkInterface.networkInterfaceId()));
        call.children(Kinds.VPC_ENDPOINT.table(), id).forEach(endpoint -> found.add(endpoint.vpcEndpointId()));
        call.children(Kinds.ROUTE_TABLE.table(), id).stream()
                .filter(table -> !RouteTableOperations.isMain(table))
                .forEach(table -> found.add(table.routeTableId()));
        call.children(Kinds.SECURITY_GROUP.table(), id).stream()
                .filter(group -> !group.groupName().equals("default"))
                .forEach(group -> found.add(group.groupId()));
        call.children(Kinds.NAT_GATEWAY.table(), id).stream()
                .filter(gateway ->
                        gateway.state() != NatGatewayState.DELETED && gateway.state() != NatGatewayState.FAILED)
                .forEach(gateway -> found.add(gateway.natGatewayId()));
        return found;
    }
}
