package io.stockade.sandbox.ec2;

import io.stockade.sandbox.world.Table;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** All kinds of things that EC2 has here. */
final class Kinds {
    static final Kind<Vpc> VPC =
            new Kind<>(new Table<>("vpc", Vpc.class), "vpc-", "InvalidVpcID.NotFound", "vpc ID", ResourceType.VPC);
    static final Kind<Subnet> SUBNET = new Kind<>(
            new Table<>("subnet", Subnet.class, Subnet::vpcId),
            "subnet-",
            "InvalidSubnetID.NotFound",
            "subnet ID",
            ResourceType.SUBNET);
    static final Kind<InternetGateway> INTERNET_GATEWAY = new Kind<>(
            new Table<>("internet-gateway", InternetGateway.class, Kinds::attachedVpc),
            "igw-",
            "InvalidInternetGatewayID.NotFound",
            "internetGateway ID",
            ResourceType.INTERNET_GATEWAY);
    static final Kind<RouteTable> ROUTE_TABLE = new Kind<>(
            new Table<>("route-table", RouteTable.class, RouteTable::vpcId),
            "rtb-",
            "InvalidRouteTableID.NotFound",
            "routeTable ID",
            ResourceType.ROUTE_TABLE);
    static final Kind<Address> ADDRESS = new Kind<>(
            new Table<>("address", Address.class),
            "eipalloc-",
            "InvalidAllocationID.NotFound",
            "allocation ID",
            ResourceType.ELASTIC_IP);
    static final Kind<NatGateway> NAT_GATEWAY = new Kind<>(
            new Table<>("nat-gateway", NatGateway.class, NatGateway::vpcId),
            "nat-",
            "NatGatewayNotFound",
            "NAT gateway",
            ResourceType.NATGATEWAY);
    static final Kind<NetworkInterface> NETWORK_INTERFACE = new Kind<>(
            new Table<>("network-interface", NetworkInterface.class, NetworkInterface::vpcId),
            "eni-",
            "InvalidNetworkInterfaceID.NotFound",
            "networkInterface ID",
            ResourceType.NETWORK_INTERFACE);
    static final Kind<SecurityGroup> SECURITY_GROUP = new Kind<>(
            new Table<>("security-group", SecurityGroup.class, SecurityGroup::vpcId),
            "sg-",
            "InvalidGroup.NotFound",
            "security group",
            ResourceType.SECURITY_GROUP);
    static final Kind<SecurityGroupRule> SECURITY_GROUP_RULE = new Kind<>(
            new Table<>("security-group-rule", SecurityGroupRule.class, SecurityGroupRule::groupId),
            "sgr-",
            "InvalidSecurityGroupRuleId.NotFound",
            "security group rule ID",
            ResourceType.SECURITY_GROUP_RULE);
    static final Kind<VpcEndpoint> VPC_ENDPOINT = new Kind<>(
            new Table<>("vpc-endpoint", VpcEndpoint.class, VpcEndpoint::vpcId),
            "vpce-",
            "InvalidVpcEndpointId.NotFound",
            "Vpc Endpoint Id",
            ResourceType.VPC_ENDPOINT);
    static final Kind<LaunchTemplate> LAUNCH_TEMPLATE = new Kind<>(
            new Table<>("launch-template", LaunchTemplate.class),
            "lt-",
            "InvalidLaunchTemplateId.NotFound",
            "launch template ID",
            ResourceType.LAUNCH_TEMPLATE);
    static final Kind<Instance> INSTANCE = new Kind<>(
            new Table<>("instance", Instance.class, instance -> Objects.requireNonNullElse(instance.vpcId(), "")),
            "i-",
            "InvalidInstanceID.NotFound",
            "instance ID",
            ResourceType.INSTANCE);
    static final Kind<NetworkAcl> NETWORK_ACL = new Kind<>(
            new Table<>("network-acl", NetworkAcl.class, NetworkAcl::vpcId),
            "acl-",
            "InvalidNetworkAclID.NotFound",
            "networkAcl ID",
            ResourceType.NETWORK_ACL);

    static final Table<VpcAttributes> VPC_ATTRIBUTES = new Table<>("vpc-attributes", VpcAttributes.class);
    static final Table<LaunchTemplateVersion> LAUNCH_TEMPLATE_VERSION = new Table<>(
            "launch-template-version", LaunchTemplateVersion.class, LaunchTemplateVersion::launchTemplateId);

    /** All kinds that have ids and tags. */
    static final List<Kind<?>> ALL = List.of(
            VPC,
            SUBNET,
            INTERNET_GATEWAY,
            ROUTE_TABLE,
            ADDRESS,
            NAT_GATEWAY,
            NETWORK_INTERFACE,
            SECURITY_GROUP,
            SECURITY_GROUP_RULE,
            VPC_ENDPOINT,
            LAUNCH_TEMPLATE,
            INSTANCE,
            NETWORK_ACL);

    private Kinds() {}

    /** The kind that an id is of, by its prefix. */
    static Optional<Kind<?>> ofId(String id) {
        return ALL.stream().filter(kind -> id.startsWith(kind.prefix())).findFirst();
    }

    private static String attachedVpc(InternetGateway gateway) {
        return gateway.attachments().isEmpty()
                ? ""
                : gateway.attachments().get(0).vpcId();
    }
}
