package io.stockade.aws.ec2;

import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.SecurityGroupRule.Direction;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/** The calls that write rules: one for all rules of a group in one direction. */
final class RuleCalls {
    private final Ec2 ec2;

    RuleCalls(Ec2 ec2) {
        this.ec2 = ec2;
    }

    void authorize(String group, Direction direction, List<SecurityGroupRule> rules) {
        List<IpPermission> permissions = permissions(rules);
        switch (direction) {
            case INGRESS ->
                ec2.call(
                        "AuthorizeSecurityGroupIngress",
                        ResourceKind.SECURITY_GROUP_RULE,
                        group,
                        client -> client.authorizeSecurityGroupIngress(
                                request -> request.groupId(group).ipPermissions(permissions)));
            case EGRESS ->
                ec2.call(
                        "AuthorizeSecurityGroupEgress",
                        ResourceKind.SECURITY_GROUP_RULE,
                        group,
                        client -> client.authorizeSecurityGroupEgress(
                                request -> request.groupId(group).ipPermissions(permissions)));
        }
    }

    void revoke(String group, Direction direction, List<SecurityGroupRule> rules) {
        List<IpPermission> permissions = permissions(rules);
        switch (direction) {
            case INGRESS ->
                ec2.call(
                        "RevokeSecurityGroupIngress",
                        ResourceKind.SECURITY_GROUP_RULE,
                        group,
                        client -> client.revokeSecurityGroupIngress(
                                request -> request.groupId(group).ipPermissions(permissions)));
            case EGRESS ->
                ec2.call(
                        "RevokeSecurityGroupEgress",
                        ResourceKind.SECURITY_GROUP_RULE,
                        group,
                        client -> client.revokeSecurityGroupEgress(
                                request -> request.groupId(group).ipPermissions(permissions)));
        }
    }

    void describe(String group, Direction direction, List<SecurityGroupRule> rules) {
        List<IpPermission> permissions = permissions(rules);
        switch (direction) {
            case INGRESS ->
                ec2.call(
                        "UpdateSecurityGroupRuleDescriptionsIngress",
                        ResourceKind.SECURITY_GROUP_RULE,
                        group,
                        client -> client.updateSecurityGroupRuleDescriptionsIngress(
                                request -> request.groupId(group).ipPermissions(permissions)));
            case EGRESS ->
                ec2.call(
                        "UpdateSecurityGroupRuleDescriptionsEgress",
                        ResourceKind.SECURITY_GROUP_RULE,
                        group,
                        client -> client.updateSecurityGroupRuleDescriptionsEgress(
                                request -> request.groupId(group).ipPermissions(permissions)));
        }
    }

    private static List<IpPermission> permissions(List<SecurityGroupRule> rules) {
        return rules.stream().map(RuleForm::permission).toList();
    }
}
