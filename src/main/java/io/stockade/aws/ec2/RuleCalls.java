package io.stockade.aws.ec2;

import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.SecurityGroupRule.Direction;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.Ec2Client;
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
                call(
                        "AuthorizeSecurityGroupIngress",
                        group,
                        client -> client.authorizeSecurityGroupIngress(
                                request -> request.groupId(group).ipPermissions(permissions)));
            case EGRESS ->
                call(
                        "AuthorizeSecurityGroupEgress",
                        group,
                        client -> client.authorizeSecurityGroupEgress(
                                request -> request.groupId(group).ipPermissions(permissions)));
        }
    }

    void revoke(String group, Direction direction, List<SecurityGroupRule> rules) {
        List<IpPermission> permissions = permissions(rules);
        switch (direction) {
            case INGRESS ->
                call(
                        "RevokeSecurityGroupIngress",
                        group,
                        client -> client.revokeSecurityGroupIngress(
                                request -> request.groupId(group).ipPermissions(permissions)));
            case EGRESS ->
                call(
                        "RevokeSecurityGroupEgress",
                        group,
                        client -> client.revokeSecurityGroupEgress(
                                request -> request.groupId(group).ipPermissions(permissions)));
        }
    }

    void describe(String group, Direction direction, List<SecurityGroupRule> rules) {
        List<IpPermission> permissions = permissions(rules);
        switch (direction) {
            case INGRESS ->
                call(
                        "UpdateSecurityGroupRuleDescriptionsIngress",
                        group,
                        client -> client.updateSecurityGroupRuleDescriptionsIngress(
                                request -> request.groupId(group).ipPermissions(permissions)));
            case EGRESS ->
                call(
                        "UpdateSecurityGroupRuleDescriptionsEgress",
                        group,
                        client -> client.updateSecurityGroupRuleDescriptionsEgress(
                                request -> request.groupId(group).ipPermissions(permissions)));
        }
    }

    private void call(String action, String group, Function<Ec2Client, ?> call) {
        ec2.call(action, ResourceKind.SECURITY_GROUP_RULE, group, call);
    }

    private static List<IpPermission> permissions(List<SecurityGroupRule> rules) {
        return rules.stream().map(RuleForm::permission).toList();
    }
}
