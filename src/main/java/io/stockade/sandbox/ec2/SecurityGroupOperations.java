package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Security groups. */
final class SecurityGroupOperations {
    private static final Filters<SecurityGroup> FILTERS = new Filters<SecurityGroup>()
            .one("vpc-id", SecurityGroup::vpcId)
            .one("group-id", SecurityGroup::groupId)
            .one("group-name", SecurityGroup::groupName)
            .one("description", SecurityGroup::description)
            .one("owner-id", SecurityGroup::ownerId)
            .many("ip-permission.cidr", group -> ranges(group.ipPermissions()))
            .many("ip-permission.group-id", group -> peers(group.ipPermissions()))
            .each("ip-permission.protocol", SecurityGroup::ipPermissions, IpPermission::ipProtocol)
            .each("ip-permission.from-port", SecurityGroup::ipPermissions, IpPermission::fromPort)
            .each("ip-permission.to-port", SecurityGroup::ipPermissions, IpPermission::toPort)
            .many("egress.ip-permission.cidr", group -> ranges(group.ipPermissionsEgress()))
            .many("egress.ip-permission.group-id", group -> peers(group.ipPermissionsEgress()));

    private SecurityGroupOperations() {}

    static void register(Operations operations) {
        operations
                .add(CreateSecurityGroupRequest.class, SecurityGroupOperations::create)
                .add(DescribeSecurityGroupsRequest.class, SecurityGroupOperations::describe)
                .add(DeleteSecurityGroupRequest.class, SecurityGroupOperations::delete);
    }

    /** VPC user guide, "Default security groups": lets its members talk to each other, and out everywhere. */
    static void createDefault(Call call, Vpc vpc) {
        SecurityGroup group = put(call, vpc, "default", "default VPC security group", List.of());
        SecurityGroupRule fromItself =
                Permissions.withGroup(call, Permissions.common(group, false, "-1", null, null), group.groupId(), null);
        SecurityGroupRuleOperations.put(call, fromItself, List.of());
    }

    static void remove(Call call, String groupId) {
        SecurityGroupRuleOperations.of(call, groupId)
                .forEach(rule -> call.remove(Kinds.SECURITY_GROUP_RULE.table(), rule.securityGroupRuleId()));
        call.remove(Kinds.SECURITY_GROUP.table(), groupId);
    }

    private static CreateSecurityGroupResponse create(Call call, CreateSecurityGroupRequest request) {
        Vpc vpc = Things.require(call, Kinds.VPC, request.vpcId());
        String name = request.groupName();
        if (name == null || name.isEmpty() || name.length() > 255) {
            throw AwsError.invalidParameter("Value (" + name + ") for parameter groupName is invalid.");
        }
        if (name.startsWith("sg-")) {
            throw AwsError.invalidParameter("Value (" + name + ") for parameter GroupName is invalid. Group names may"
                    + " not be in the format sg-*");
        }
        if (request.description() == null || request.description().isEmpty()) {
            throw AwsError.missingParameter("GroupDescription");
        }
        Permissions.checkText("security group name", name);
        Permissions.checkText("security group description", request.description());
        if (call.children(Kinds.SECURITY_GROUP.table(), vpc.vpcId()).stream()
                .anyMatch(other -> other.groupName().equals(name))) {
            throw AwsError.of(
                    "InvalidGroup.Duplicate",
                    "The security group '" + name + "' already exists for VPC '" + vpc.vpcId() + "'");
        }
        List<Tag> tags = Tags.of(call, Kinds.SECURITY_GROUP, request.tagSpecifications());
        SecurityGroup group = put(call, vpc, name, request.description(), tags);
        return CreateSecurityGroupResponse.builder()
                .groupId(group.groupId())
                .securityGroupArn(group.securityGroupArn())
                .tags(tags)
                .build();
    }

    private static SecurityGroup put(Call call, Vpc vpc, String name, String description, List<Tag> tags) {
        String id = call.newId(Kinds.SECURITY_GROUP.prefix());
        SecurityGroup group = SecurityGroup.builder()
                .groupId(id)
                .groupName(name)
                .description(description)
                .vpcId(vpc.vpcId())
                .ownerId(call.account())
                .securityGroupArn("arn:" + call.scope().partition() + ":ec2:" + call.region() + ":" + call.account()
                        + ":security-group/" + id)
                .tags(tags)
                .build();
        Things.put(call, Kinds.SECURITY_GROUP, id, group);
        // VPC user guide, "Security group rules": every new group allows all that goes out.
        SecurityGroupRule everywhere =
                Permissions.withRange(Permissions.common(group, true, "-1", null, null), "0.0.0.0/0", null);
        SecurityGroupRuleOperations.put(call, everywhere, List.of());
        return group;
    }

    private static DescribeSecurityGroupsResponse describe(Call call, DescribeSecurityGroupsRequest request) {
        Page<SecurityGroup> page = Listing.of(call, Kinds.SECURITY_GROUP)
                .ids(request.groupIds())
                .shown(group -> shown(call, group))
                .only(group ->
                        request.groupNames().isEmpty() || request.groupNames().contains(group.groupName()))
                .filters(FILTERS, request.filters())
                .page(request.maxResults(), request.nextToken())
                .get();
        return DescribeSecurityGroupsResponse.builder()
                .securityGroups(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static SecurityGroup shown(Call call, SecurityGroup group) {
        List<SecurityGroupRule> rules = SecurityGroupRuleOperations.of(call, group.groupId());
        return group.toBuilder()
                .ipPermissions(Permissions.gather(rules, false))
                .ipPermissionsEgress(Permissions.gather(rules, true))
                .build();
    }

    private static DeleteSecurityGroupResponse delete(Call call, DeleteSecurityGroupRequest request) {
        SecurityGroup group = Things.require(call, Kinds.SECURITY_GROUP, request.groupId());
        if (group.groupName().equals("default")) {
            throw AwsError.of(
                    "CannotDelete",
                    "the specified group: \"" + group.groupId() + "\" name: \"default\" cannot be deleted by a user");
        }
        boolean onInterface = call.children(Kinds.NETWORK_INTERFACE.table(), group.vpcId()).stream()
                .flatMap(networkInterface -> networkInterface.groups().stream())
                .anyMatch(identifier -> identifier.groupId().equals(group.groupId()));
        if (onInterface || referenced(call, group)) {
            throw AwsError.dependencyViolation("resource " + group.groupId() + " has a dependent object");
        }
        remove(call, group.groupId());
        return DeleteSecurityGroupResponse.builder().groupId(group.groupId()).build();
    }

    /** Whether a rule of another group names this one; its own rules go with it. */
    private static boolean referenced(Call call, SecurityGroup group) {
        return call.children(Kinds.SECURITY_GROUP.table(), group.vpcId()).stream()
                .filter(other -> !other.groupId().equals(group.groupId()))
                .flatMap(other -> SecurityGroupRuleOperations.of(call, other.groupId()).stream())
                .anyMatch(rule -> Permissions.peer(rule).equals(group.groupId()));
    }

    private static List<String> ranges(List<IpPermission> permissions) {
        return permissions.stream()
                .flatMap(permission -> permission.ipRanges().stream())
                .map(IpRange::cidrIp)
                .toList();
    }

    private static List<String> peers(List<IpPermission> permissions) {
        return permissions.stream()
                .flatMap(permission -> permission.userIdGroupPairs().stream())
                .map(UserIdGroupPair::groupId)
                .filter(Objects::nonNull)
                .toList();
    }
}
