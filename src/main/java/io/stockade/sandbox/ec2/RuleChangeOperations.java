package io.stockade.sandbox.ec2;

import io.stockade.sandbox.ec2.Permissions.Shape;
import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleDescription;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressResponse;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressResponse;

/** Changing security group rules in place. */
final class RuleChangeOperations {
    private RuleChangeOperations() {}

    static void register(Operations operations) {
        operations
                .add(ModifySecurityGroupRulesRequest.class, RuleChangeOperations::modify)
                .add(UpdateSecurityGroupRuleDescriptionsIngressRequest.class, RuleChangeOperations::describeIngress)
                .add(UpdateSecurityGroupRuleDescriptionsEgressRequest.class, RuleChangeOperations::describeEgress);
    }

    private static ModifySecurityGroupRulesResponse modify(Call call, ModifySecurityGroupRulesRequest request) {
        SecurityGroup group = Things.require(call, Kinds.SECURITY_GROUP, request.groupId());
        for (SecurityGroupRuleUpdate update : request.securityGroupRules()) {
            SecurityGroupRule before = Things.require(call, Kinds.SECURITY_GROUP_RULE, update.securityGroupRuleId());
            if (!before.groupId().equals(group.groupId())) {
                throw Things.missing(Kinds.SECURITY_GROUP_RULE, update.securityGroupRuleId());
            }
            SecurityGroupRule after = rule(call, group, before, update.securityGroupRule());
            put(call, after);
        }
        Set<Shape> shapes = new HashSet<>();
        for (SecurityGroupRule rule : SecurityGroupRuleOperations.of(call, group.groupId())) {
            if (!shapes.add(Shape.of(rule))) {
                throw AwsError.of(
                        "InvalidPermission.Duplicate", "the specified rule \"" + Shape.of(rule) + "\" already exists");
            }
        }
        return ModifySecurityGroupRulesResponse.builder().returnValue(true).build();
    }

    /** API reference, ModifySecurityGroupRules: the whole rule is given; only its id, direction and tags stay. */
    private static SecurityGroupRule rule(
            Call call, SecurityGroup group, SecurityGroupRule before, SecurityGroupRuleRequest wanted) {
        SecurityGroupRule common =
                Permissions.common(group, before.isEgress(), wanted.ipProtocol(), wanted.fromPort(), wanted.toPort());
        SecurityGroupRule after;
        if (wanted.referencedGroupId() != null) {
            after = Permissions.withGroup(call, common, wanted.referencedGroupId(), wanted.description());
        } else if (wanted.prefixListId() != null) {
            after = Permissions.withPrefixList(call, common, wanted.prefixListId(), wanted.description());
        } else {
            String range = wanted.cidrIpv4() == null ? wanted.cidrIpv6() : wanted.cidrIpv4();
            if (range == null) {
                throw AwsError.missingParameter("peer of the rule");
            }
            after = Permissions.withRange(common, range, wanted.description());
        }
        return after.toBuilder()
                .securityGroupRuleId(before.securityGroupRuleId())
                .securityGroupRuleArn(before.securityGroupRuleArn())
                .tags(before.tags())
                .build();
    }

    private static UpdateSecurityGroupRuleDescriptionsIngressResponse describeIngress(
            Call call, UpdateSecurityGroupRuleDescriptionsIngressRequest request) {
        describe(call, request.groupId(), false, request.ipPermissions(), request.securityGroupRuleDescriptions());
        return UpdateSecurityGroupRuleDescriptionsIngressResponse.builder()
                .returnValue(true)
                .build();
    }

    private static UpdateSecurityGroupRuleDescriptionsEgressResponse describeEgress(
            Call call, UpdateSecurityGroupRuleDescriptionsEgressRequest request) {
        describe(call, request.groupId(), true, request.ipPermissions(), request.securityGroupRuleDescriptions());
        return UpdateSecurityGroupRuleDescriptionsEgressResponse.builder()
                .returnValue(true)
                .build();
    }

    private static void describe(
            Call call,
            @Nullable String groupId,
            boolean egress,
            List<IpPermission> permissions,
            List<SecurityGroupRuleDescription> descriptions) {
        SecurityGroup group = Things.require(call, Kinds.SECURITY_GROUP, groupId);
        List<SecurityGroupRule> changed = new ArrayList<>();
        for (SecurityGroupRuleDescription description : descriptions) {
            changed.add(Things.require(call, Kinds.SECURITY_GROUP_RULE, description.securityGroupRuleId()).toBuilder()
                    .description(description.description())
                    .build());
        }
        if (descriptions.isEmpty()) {
            List<SecurityGroupRule> wanted = Permissions.expand(call, group, egress, permissions);
            List<SecurityGroupRule> found = SecurityGroupRuleOperations.matching(call, group, egress, permissions);
            for (int index = 0; index < wanted.size(); index++) {
                changed.add(found.get(index).toBuilder()
                        .description(wanted.get(index).description())
                        .build());
            }
        }
        changed.forEach(rule -> put(call, rule));
    }

    private static void put(Call call, SecurityGroupRule rule) {
        Things.put(call, Kinds.SECURITY_GROUP_RULE, rule.securityGroupRuleId(), rule);
    }
}
