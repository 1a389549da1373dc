package io.stockade.sandbox.ec2;

import io.stockade.sandbox.ec2.Permissions.Shape;
import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.RevokedSecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Rules of security groups: letting in and out, and taking it back. */
final class SecurityGroupRuleOperations {
    private static final Filters<SecurityGroupRule> FILTERS = new Filters<SecurityGroupRule>()
            .one("group-id", SecurityGroupRule::groupId)
            .one("security-group-rule-id", SecurityGroupRule::securityGroupRuleId);

    private SecurityGroupRuleOperations() {}

    static void register(Operations operations) {
        operations
                .add(DescribeSecurityGroupRulesRequest.class, SecurityGroupRuleOperations::describe)
                .add(AuthorizeSecurityGroupIngressRequest.class, SecurityGroupRuleOperations::authorizeIngress)
                .add(AuthorizeSecurityGroupEgressRequest.class, SecurityGroupRuleOperations::authorizeEgress)
                .add(RevokeSecurityGroupIngressRequest.class, SecurityGroupRuleOperations::revokeIngress)
                .add(RevokeSecurityGroupEgressRequest.class, SecurityGroupRuleOperations::revokeEgress);
    }

    static List<SecurityGroupRule> of(Call call, String groupId) {
        return call.children(Kinds.SECURITY_GROUP_RULE.table(), groupId);
    }

    /** Stores a new rule under a new id. */
    static SecurityGroupRule put(Call call, SecurityGroupRule rule, List<Tag> tags) {
        String id = call.newId(Kinds.SECURITY_GROUP_RULE.prefix());
        SecurityGroupRule stored = rule.toBuilder()
                .securityGroupRuleId(id)
                .securityGroupRuleArn("arn:" + call.scope().partition() + ":ec2:" + call.region() + ":" + call.account()
                        + ":security-group-rule/" + id)
                .tags(tags)
                .build();
        Things.put(call, Kinds.SECURITY_GROUP_RULE, id, stored);
        return stored;
    }

    private static DescribeSecurityGroupRulesResponse describe(Call call, DescribeSecurityGroupRulesRequest request) {
        Page<SecurityGroupRule> page = Listing.of(call, Kinds.SECURITY_GROUP_RULE)
                .ids(request.securityGroupRuleIds())
                .filters(FILTERS, request.filters())
                .page(request.maxResults(), request.nextToken())
                .get();
        return DescribeSecurityGroupRulesResponse.builder()
                .securityGroupRules(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static AuthorizeSecurityGroupIngressResponse authorizeIngress(
            Call call, AuthorizeSecurityGroupIngressRequest request) {
        List<IpPermission> permissions = permissions(
                request.ipPermissions(), request.cidrIp(), request.ipProtocol(), request.fromPort(), request.toPort());
        return AuthorizeSecurityGroupIngressResponse.builder()
                .returnValue(true)
                .securityGroupRules(authorize(call, request.groupId(), false, permissions, request.tagSpecifications()))
                .build();
    }

    private static AuthorizeSecurityGroupEgressResponse authorizeEgress(
            Call call, AuthorizeSecurityGroupEgressRequest request) {
        List<IpPermission> permissions = permissions(
                request.ipPermissions(), request.cidrIp(), request.ipProtocol(), request.fromPort(), request.toPort());
        return AuthorizeSecurityGroupEgressResponse.builder()
                .returnValue(true)
                .securityGroupRules(authorize(call, request.groupId(), true, permissions, request.tagSpecifications()))
                .build();
    }

    private static List<SecurityGroupRule> authorize(
            Call call,
            @Nullable String groupId,
            boolean egress,
            List<IpPermission> permissions,
            List<TagSpecification> specifications) {
        SecurityGroup group = Things.require(call, Kinds.SECURITY_GROUP, groupId);
        List<Tag> tags = Tags.of(call, Kinds.SECURITY_GROUP_RULE, specifications);
        List<SecurityGroupRule> wanted = Permissions.expand(call, group, egress, permissions);
        if (wanted.stream().map(Shape::of).distinct().count() < wanted.size()) {
            throw AwsError.invalidParameter("The same permission must not appear multiple times");
        }
        Set<Shape> taken = new HashSet<>();
        of(call, group.groupId()).forEach(rule -> taken.add(Shape.of(rule)));
        for (SecurityGroupRule rule : wanted) {
            if (!taken.add(Shape.of(rule))) {
                throw AwsError.of(
                        "InvalidPermission.Duplicate", "the specified rule \"" + Shape.of(rule) + "\" already exists");
            }
        }
        long directed = taken.stream().filter(shape -> shape.egress() == egress).count();
        if (directed > call.settings().quotas().rules()) {
            throw AwsError.of(
                    "RulesPerSecurityGroupLimitExceeded",
                    "The maximum number of rules per security group has been reached.");
        }
        return wanted.stream().map(rule -> put(call, rule, tags)).toList();
    }

    private static RevokeSecurityGroupIngressResponse revokeIngress(
            Call call, RevokeSecurityGroupIngressRequest request) {
        List<IpPermission> permissions = permissions(
                request.ipPermissions(), request.cidrIp(), request.ipProtocol(), request.fromPort(), request.toPort());
        return RevokeSecurityGroupIngressResponse.builder()
                .returnValue(true)
                .revokedSecurityGroupRules(
                        revoke(call, request.groupId(), false, request.securityGroupRuleIds(), permissions))
                .build();
    }

    private static RevokeSecurityGroupEgressResponse revokeEgress(Call call, RevokeSecurityGroupEgressRequest request) {
        List<IpPermission> permissions = permissions(
                request.ipPermissions(), request.cidrIp(), request.ipProtocol(), request.fromPort(), request.toPort());
        return RevokeSecurityGroupEgressResponse.builder()
                .returnValue(true)
                .revokedSecurityGroupRules(
                        revoke(call, request.groupId(), true, request.securityGroupRuleIds(), permissions))
                .build();
    }

    /** The rules that permissions describe, each of which must be there. */
    static List<SecurityGroupRule> matching(
            Call call, SecurityGroup group, boolean egress, List<IpPermission> permissions) {
        List<SecurityGroupRule> found = new ArrayList<>();
        for (SecurityGroupRule wanted : Permissions.expand(call, group, egress, permissions)) {
            found.add(of(call, group.groupId()).stream()
                    .filter(rule -> Shape.of(rule).equals(Shape.of(wanted)))
                    .findFirst()
                    .orElseThrow(() -> AwsError.of(
                            "InvalidPermission.NotFound",
                            "The specified rule does not exist in this security group.")));
        }
        return found;
    }

    private static List<SecurityGroupRule> named(Call call, SecurityGroup group, boolean egress, List<String> ids) {
        return ids.stream().map(id -> named(call, group, egress, id)).toList();
    }

    private static SecurityGroupRule named(Call call, SecurityGroup group, boolean egress, String id) {
        SecurityGroupRule rule = Things.require(call, Kinds.SECURITY_GROUP_RULE, id);
        if (!rule.groupId().equals(group.groupId()) || rule.isEgress() != egress) {
            throw Things.missing(Kinds.SECURITY_GROUP_RULE, id);
        }
        return rule;
    }

    private static List<RevokedSecurityGroupRule> revoke(
            Call call, @Nullable String groupId, boolean egress, List<String> ids, List<IpPermission> permissions) {
        SecurityGroup group = Things.require(call, Kinds.SECURITY_GROUP, groupId);
        List<SecurityGroupRule> rules =
                ids.isEmpty() ? matching(call, group, egress, permissions) : named(call, group, egress, ids);
        rules.forEach(rule -> call.remove(Kinds.SECURITY_GROUP_RULE.table(), rule.securityGroupRuleId()));
        return rules.stream()
                .map(rule -> RevokedSecurityGroupRule.builder()
                        .securityGroupRuleId(rule.securityGroupRuleId())
                        .groupId(rule.groupId())
                        .isEgress(rule.isEgress())
                        .ipProtocol(rule.ipProtocol())
                        .fromPort(rule.fromPort())
                        .toPort(rule.toPort())
                        .cidrIpv4(rule.cidrIpv4())
                        .cidrIpv6(rule.cidrIpv6())
                        .prefixListId(rule.prefixListId())
                        .referencedGroupId(
                                rule.referencedGroupInfo() == null
                                        ? null
                                        : rule.referencedGroupInfo().groupId())
                        .description(rule.description())
                        .build())
                .toList();
    }

    /** The permissions of a request, which may spell a single one out in parameters of its own. */
    private static List<IpPermission> permissions(
            List<IpPermission> permissions,
            @Nullable String range,
            @Nullable String protocol,
            @Nullable Integer from,
            @Nullable Integer to) {
        if (!permissions.isEmpty() || range == null) {
            return permissions;
        }
        return List.of(IpPermission.builder()
                .ipProtocol(protocol)
                .fromPort(from)
                .toPort(to)
                .ipRanges(IpRange.builder().cidrIp(range).build())
                .build());
    }
}
