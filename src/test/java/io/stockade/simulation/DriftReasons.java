package io.stockade.simulation;

import java.util.Map;
import java.util.TreeMap;

/** Why some components of some kinds cannot be changed behind our back. */
final class DriftReasons {
    /** By kind and component. */
    static final Map<String, String> ALL = reasons();

    private DriftReasons() {}

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        network(reasons);
        access(reasons);
        instances(reasons);
        secrets(reasons);
        return reasons;
    }

    private static void network(Map<String, String> reasons) {
        reasons.put("Vpc.cidr", "the primary range of a VPC stays; AssociateVpcCidrBlock only adds others");
        reasons.put("Vpc.deleted", "DeleteVpc is refused with DependencyViolation while our things are in it");
        reasons.put("GatewayAttachment.deleted", "an attachment is its key: see GatewayAttachment.gateway");
        reasons.put("Subnet.vpc", "a subnet stays in its VPC");
        reasons.put("Subnet.cidr", "no call changes the range of a subnet");
        reasons.put("Subnet.zoneId", "no call moves a subnet to another zone");
        reasons.put("RouteTable.vpc", "a route table stays in its VPC");
        reasons.put("MainRouteTable.vpc", "AWS makes it with its VPC; see MainRouteTable.routes");
        reasons.put("MainRouteTable.deleted", "DeleteRouteTable refuses the main table");
        reasons.put("Route.deleted", "a route is its key: see Route.table");
        reasons.put("RouteTableAssociation.deleted", "an association is its key: see RouteTableAssociation.subnet");
    }

    private static void access(Map<String, String> reasons) {
        reasons.put("SecurityGroup.vpc", "a security group stays in its VPC");
        reasons.put("SecurityGroup.name", "no call renames a security group");
        reasons.put("SecurityGroup.description", "no call changes the description of a security group");
        reasons.put("DefaultSecurityGroup.vpc", "AWS makes it with its VPC; see DefaultSecurityGroup.rules");
        reasons.put("DefaultSecurityGroup.deleted", "DeleteSecurityGroup refuses the default group");
        reasons.put("SecurityGroupRule.deleted", "a rule is its key: see SecurityGroupRule.group");
        reasons.put("GatewayEndpoint.vpc", "an endpoint stays in its VPC");
        reasons.put("GatewayEndpoint.service", "ModifyVpcEndpoint takes no service name");
        reasons.put("InterfaceEndpoint.vpc", "an endpoint stays in its VPC");
        reasons.put("InterfaceEndpoint.service", "ModifyVpcEndpoint takes no service name");
    }

    private static void instances(Map<String, String> reasons) {
        reasons.put("ElasticIp.publicIp", "AWS chooses it, and it is never drift: see ElasticIp.deleted");
        reasons.put("AddressAssociation.deleted", "an association is its key: see AddressAssociation.address");
        reasons.put("NatGateway.subnet", "a NAT gateway stays in its subnet");
        reasons.put("NatGateway.address", "AssociateNatGatewayAddress adds addresses; the first one stays");
        reasons.put("NetworkInterface.subnet", "a network interface stays in its subnet");
        String version = "a version of a template never changes, and only version 1 is used: another default or newer"
                + " version changes nothing of ours";
        reasons.put("LaunchTemplate.imageAlias", version);
        reasons.put("LaunchTemplate.instanceType", version);
        reasons.put("LaunchTemplate.networkInterface", version);
        reasons.put("LaunchTemplate.instanceProfile", version);
        reasons.put("LaunchTemplate.userData", version);
        reasons.put("LaunchTemplate.instanceTags", version);
        reasons.put("LaunchTemplate.name", "no call renames a launch template");
        reasons.put("AutoScalingGroup.name", "no call renames a group");
        reasons.put("Role.name", "no call renames a role");
        reasons.put("Role.path", "no call moves a role to another path");
        reasons.put("InstanceProfile.name", "no call renames an instance profile");
        reasons.put("InstanceProfile.path", "no call moves an instance profile to another path");
    }

    private static void secrets(Map<String, String> reasons) {
        reasons.put("Secret.name", "no call renames a secret");
        String told = "AWS's to change, and never drift: rotations are judged by it";
        reasons.put("Secret.stages", told);
        reasons.put("Secret.changed", told);
        reasons.put("Secret.rotated", told);
        reasons.put("Secret.nextRotation", told);
        reasons.put("SecretRotation.deleted", "a rotation is its key: see SecretRotation.secret");
        reasons.put("Function.name", "no call renames a function");
        reasons.put("ManagedPolicy.name", "no call renames a policy");
        reasons.put("ManagedPolicy.path", "no call moves a policy to another path");
    }
}
