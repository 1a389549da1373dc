package io.stockade.sandbox;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.State;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** Tampering with who may talk to whom, and with whose things are. */
final class AccessTampering {
    private static final String OWNER_TAGS = "stockade.dev/";

    private final Ec2Client ec2;
    private final StackFinder stack;

    AccessTampering(Ec2Client ec2, StackFinder stack) {
        this.ec2 = ec2;
        this.stack = stack;
    }

    String openSsh() {
        IpPermission ssh = IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(22)
                .toPort(22)
                .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
                .build();
        List<SecurityGroup> groups = groups();
        SecurityGroup group = stack.first("security group without SSH", groups, candidate -> !open(candidate));
        SecurityGroupRule rule = ec2.authorizeSecurityGroupIngress(
                        request -> request.groupId(group.groupId()).ipPermissions(ssh))
                .securityGroupRules()
                .get(0);
        return "opened port 22 to 0.0.0.0/0 on security group " + group.groupId() + " (" + group.groupName()
                + ") with rule " + rule.securityGroupRuleId();
    }

    /** The stack's own groups first; the VPC's default one if it has no other. */
    private List<SecurityGroup> groups() {
        List<SecurityGroup> own = ec2.describeSecurityGroups(request -> request.filters(stack.tag()))
                .securityGroups();
        return own.isEmpty()
                ? ec2.describeSecurityGroups(request -> request.filters(stack.inVpc()))
                        .securityGroups()
                : own;
    }

    private static boolean open(SecurityGroup group) {
        return group.ipPermissions().stream()
                .anyMatch(permission -> Integer.valueOf(22).equals(permission.fromPort())
                        && permission.ipRanges().stream()
                                .anyMatch(range -> range.cidrIp().equals("0.0.0.0/0")));
    }

    String editRule() {
        for (SecurityGroup group : groups()) {
            Filter inGroup =
                    Filter.builder().name("group-id").values(group.groupId()).build();
            Optional<SecurityGroupRule> rule =
                    ec2.describeSecurityGroupRules(request -> request.filters(inGroup)).securityGroupRules().stream()
                            .filter(candidate -> candidate.fromPort() > 0)
                            .findFirst();
            if (rule.isPresent()) {
                return shift(group, rule.get());
            }
        }
        throw new NothingToTamperException("stack " + stack.name() + " has no rule with a port here");
    }

    private String shift(SecurityGroup group, SecurityGroupRule rule) {
        int port = rule.toPort() == 65535 ? 65535 : rule.toPort() + 1;
        SecurityGroupRuleRequest wider = SecurityGroupRuleRequest.builder()
                .ipProtocol(rule.ipProtocol())
                .fromPort(rule.fromPort() == 65535 ? 65534 : rule.fromPort())
                .toPort(port)
                .cidrIpv4(rule.cidrIpv4())
                .cidrIpv6(rule.cidrIpv6())
                .prefixListId(rule.prefixListId())
                .referencedGroupId(
                        rule.referencedGroupInfo() == null
                                ? null
                                : rule.referencedGroupInfo().groupId())
                .description(rule.description())
                .build();
        SecurityGroupRuleUpdate update = SecurityGroupRuleUpdate.builder()
                .securityGroupRuleId(rule.securityGroupRuleId())
                .securityGroupRule(wider)
                .build();
        ec2.modifySecurityGroupRules(request -> request.groupId(group.groupId()).securityGroupRules(update));
        return "widened rule " + rule.securityGroupRuleId() + " of security group " + group.groupId() + " ("
                + group.groupName() + ") to ports " + wider.fromPort() + "-" + wider.toPort();
    }

    String changeEndpointGroups() {
        VpcEndpoint endpoint = stack.first(
                "available interface endpoint",
                ec2.describeVpcEndpoints(request -> request.filters(stack.tag()))
                        .vpcEndpoints(),
                candidate -> candidate.vpcEndpointType() == VpcEndpointType.INTERFACE
                        && candidate.state() == State.AVAILABLE);
        List<String> before =
                endpoint.groups().stream().map(SecurityGroupIdentifier::groupId).toList();
        SecurityGroup other = stack.first(
                "other security group",
                ec2.describeSecurityGroups(request -> request.filters(stack.inVpc()))
                        .securityGroups(),
                candidate -> !before.contains(candidate.groupId()));
        ec2.modifyVpcEndpoint(request -> request.vpcEndpointId(endpoint.vpcEndpointId())
                .addSecurityGroupIds(other.groupId())
                .removeSecurityGroupIds(before));
        return "replaced the security groups of endpoint " + endpoint.vpcEndpointId() + " (" + String.join(", ", before)
                + ") by " + other.groupId();
    }

    String removeTags() {
        Subnet subnet = stack.first(
                "tagged subnet",
                ec2.describeSubnets(request -> request.filters(stack.tag())).subnets(),
                candidate -> true);
        List<Tag> tags = subnet.tags().stream()
                .filter(tag -> tag.key().startsWith(OWNER_TAGS))
                .map(tag -> Tag.builder().key(tag.key()).build())
                .toList();
        ec2.deleteTags(request -> request.resources(subnet.subnetId()).tags(tags));
        return "removed " + tags.size() + " tags from subnet " + subnet.subnetId();
    }
}
