package io.stockade.contract;

import static io.stockade.contract.Script.script;
import static io.stockade.contract.Stage.then;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Security groups and their rules. */
final class Groups {
    static final List<Script> SCRIPTS = List.of(
            script("a new group lets everything out and nothing in", Source.ec2("CreateSecurityGroup"))
                    .about("CreateSecurityGroup", "DescribeSecurityGroups")
                    .play(stage -> open(shown(stage, stage.group(stage.vpc(), "app"))))
                    .onAws("in: nothing; out: 0.0.0.0/0"),
            script("a default group lets its own members in", Source.vpc("default-security-group"))
                    .about("DescribeSecurityGroups")
                    .item(18)
                    .play(stage -> open(shown(stage, stage.defaultGroup(stage.vpc()))))
                    .onAws("in: itself; out: 0.0.0.0/0")
                    .onMoto("in: nothing; out: 0.0.0.0/0", "moto's default group has no rule from itself"),
            script("a group's name is free once in a VPC", Source.EC2_ERRORS)
                    .about("CreateSecurityGroup")
                    .play(stage -> {
                        String vpc = stage.vpc();
                        stage.group(vpc, "app");
                        return stage.answer(() -> stage.group(vpc, "app"));
                    })
                    .onAws("InvalidGroup.Duplicate"),
            script("a rule is there once", Source.EC2_ERRORS)
                    .about("AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress")
                    .play(stage -> {
                        String group = stage.group(stage.vpc(), "app");
                        return then(
                                allow(stage, group, false, range("10.0.0.0/8", "")),
                                allow(stage, group, false, range("10.0.0.0/8", "")),
                                allow(stage, group, true, range("10.0.0.0/8", "")),
                                allow(stage, group, true, range("10.0.0.0/8", "")));
                    })
                    .onAws("done; InvalidPermission.Duplicate; done; InvalidPermission.Duplicate"),
            script("a range is written with its first address", Source.ec2("AuthorizeSecurityGroupIngress"))
                    .about("AuthorizeSecurityGroupIngress", "DescribeSecurityGroups")
                    .play(stage -> {
                        String group = stage.group(stage.vpc(), "app");
                        allow(stage, group, false, range("100.68.0.18/18", ""));
                        return ranges(shown(stage, group).ipPermissions());
                    })
                    .onAws("100.68.0.0/18")
                    .onMoto("100.68.0.18/18", "moto keeps a range as it was given"),
            script("a group has 60 rules in a direction", Source.VPC_QUOTAS)
                    .about("AuthorizeSecurityGroupIngress")
                    .item(8)
                    .play(stage -> {
                        String group = stage.group(stage.vpc(), "app");
                        List<IpRange> ranges = new ArrayList<>();
                        for (int index = 0; index < 61; index++) {
                            ranges.add(range("10.0." + index + ".0/24", ""));
                        }
                        return stage.answer(
                                () -> stage.ec2.authorizeSecurityGroupIngress(request -> request.groupId(group)
                                        .ipPermissions(tcp().ipRanges(ranges).build())));
                    })
                    .onAws("RulesPerSecurityGroupLimitExceeded"),
            script("a rule names a group that is there", Source.EC2_ERRORS)
                    .about("AuthorizeSecurityGroupIngress")
                    .play(stage -> {
                        String group = stage.group(stage.vpc(), "app");
                        return then(
                                stage.answer(() -> allowFrom(stage, group, group)),
                                stage.answer(() -> allowFrom(stage, group, "sg-0123456789abcdef0")));
                    })
                    .onAws("done; InvalidGroup.NotFound"),
            script("a rule is taken back once", Source.EC2_ERRORS)
                    .about("RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress")
                    .play(stage -> {
                        String group = stage.group(stage.vpc(), "app");
                        allow(stage, group, false, range("10.0.0.0/8", ""));
                        allow(stage, group, true, range("10.0.0.0/8", ""));
                        return then(
                                revoke(stage, group, false),
                                revoke(stage, group, false),
                                revoke(stage, group, true),
                                revoke(stage, group, true));
                    })
                    .onAws("done; InvalidPermission.NotFound; done; InvalidPermission.NotFound"),
            script("a rule's description is changed in place", Source.ec2("UpdateSecurityGroupRuleDescriptionsIngress"))
                    .about("UpdateSecurityGroupRuleDescriptionsIngress", "DescribeSecurityGroups")
                    .play(stage -> described(stage, false))
                    .onAws("done; web; web"),
            script("so it is for what goes out", Source.ec2("UpdateSecurityGroupRuleDescriptionsEgress"))
                    .about("UpdateSecurityGroupRuleDescriptionsEgress", "DescribeSecurityGroups")
                    .play(stage -> described(stage, true))
                    .onAws("done; web; web"),
            script("a group that isn't there has a code of its own", Source.EC2_ERRORS)
                    .about("DescribeSecurityGroups", "DeleteSecurityGroup")
                    .play(stage -> then(
                            stage.answer(() -> shown(stage, "sg-0123456789abcdef0")),
                            stage.answer(() ->
                                    stage.ec2.deleteSecurityGroup(request -> request.groupId("sg-0123456789abcdef0")))))
                    .onAws("InvalidGroup.NotFound; InvalidGroup.NotFound"));

    private Groups() {}

    static Object allowFrom(Stage stage, String group, String peer) {
        return stage.ec2.authorizeSecurityGroupIngress(request -> request.groupId(group)
                .ipPermissions(tcp().userIdGroupPairs(
                                UserIdGroupPair.builder().groupId(peer).build())
                        .build()));
    }

    private static SecurityGroup shown(Stage stage, String id) {
        return stage.ec2
                .describeSecurityGroups(request -> request.groupIds(id))
                .securityGroups()
                .get(0);
    }

    private static String open(SecurityGroup group) {
        boolean own = group.ipPermissions().stream()
                .flatMap(permission -> permission.userIdGroupPairs().stream())
                .anyMatch(pair -> group.groupId().equals(pair.groupId()));
        String ingress = own ? "itself" : group.ipPermissions().isEmpty() ? "nothing" : "something";
        return then("in: " + ingress, "out: " + ranges(group.ipPermissionsEgress()));
    }

    private static String ranges(List<IpPermission> permissions) {
        return String.join(
                ", ",
                permissions.stream()
                        .flatMap(permission -> permission.ipRanges().stream())
                        .map(IpRange::cidrIp)
                        .toList());
    }

    private static IpPermission.Builder tcp() {
        return IpPermission.builder().ipProtocol("tcp").fromPort(443).toPort(443);
    }

    private static IpRange range(String cidr, String description) {
        IpRange.Builder range = IpRange.builder().cidrIp(cidr);
        return description.isEmpty()
                ? range.build()
                : range.description(description).build();
    }

    private static String allow(Stage stage, String group, boolean egress, IpRange range) {
        IpPermission permission = tcp().ipRanges(range).build();
        return egress
                ? stage.answer(() -> stage.ec2.authorizeSecurityGroupEgress(
                        request -> request.groupId(group).ipPermissions(permission)))
                : stage.answer(() -> stage.ec2.authorizeSecurityGroupIngress(
                        request -> request.groupId(group).ipPermissions(permission)));
    }

    private static String revoke(Stage stage, String group, boolean egress) {
        IpPermission permission = tcp().ipRanges(range("10.0.0.0/8", "")).build();
        return egress
                ? stage.answer(() -> stage.ec2.revokeSecurityGroupEgress(
                        request -> request.groupId(group).ipPermissions(permission)))
                : stage.answer(() -> stage.ec2.revokeSecurityGroupIngress(
                        request -> request.groupId(group).ipPermissions(permission)));
    }

    /** Gives a rule another description, and reads it in both forms that AWS shows rules in. */
    private static String described(Stage stage, boolean egress) {
        String group = stage.group(stage.vpc(), "app");
        allow(stage, group, egress, range("10.0.0.0/8", "old"));
        IpPermission permission = tcp().ipRanges(range("10.0.0.0/8", "web")).build();
        String answer = egress
                ? stage.answer(() -> stage.ec2.updateSecurityGroupRuleDescriptionsEgress(
                        request -> request.groupId(group).ipPermissions(permission)))
                : stage.answer(() -> stage.ec2.updateSecurityGroupRuleDescriptionsIngress(
                        request -> request.groupId(group).ipPermissions(permission)));
        SecurityGroup shown = shown(stage, group);
        String inGroup = (egress ? shown.ipPermissionsEgress() : shown.ipPermissions())
                .stream()
                        .flatMap(each -> each.ipRanges().stream())
                        .filter(range -> "10.0.0.0/8".equals(range.cidrIp()))
                        .map(range -> String.valueOf(range.description()))
                        .findFirst()
                        .orElse("gone");
        String asRule = stage
                .ec2
                .describeSecurityGroupRules(request -> request.filters(Stage.filter("group-id", group)))
                .securityGroupRules()
                .stream()
                .filter(rule -> rule.isEgress() == egress && "10.0.0.0/8".equals(rule.cidrIpv4()))
                .map(rule -> String.valueOf(rule.description()))
                .findFirst()
                .orElse("gone");
        return then(answer, inGroup, asRule);
    }
}
