package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.assertRefused;
import static io.stockade.sandbox.Sandboxes.filter;
import static io.stockade.sandbox.Sandboxes.subnet;
import static io.stockade.sandbox.Sandboxes.tags;
import static io.stockade.sandbox.Sandboxes.vpc;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Security groups and their rules. */
class SecurityGroupTest {
    private final Sandbox sandbox = Sandboxes.create();
    private final Ec2Client ec2 = Sandboxes.ec2(sandbox);
    private final String vpc = vpc(ec2);
    private final String app = group("app");

    private String group(String name) {
        return ec2.createSecurityGroup(
                        request -> request.vpcId(vpc).groupName(name).description(name))
                .groupId();
    }

    private static IpPermission port(int port, String... ranges) {
        List<IpRange> all = new ArrayList<>();
        for (String range : ranges) {
            all.add(IpRange.builder().cidrIp(range).description("why").build());
        }
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .ipRanges(all)
                .build();
    }

    private static IpPermission from(String group) {
        return IpPermission.builder()
                .ipProtocol("6")
                .fromPort(5432)
                .toPort(5432)
                .userIdGroupPairs(UserIdGroupPair.builder().groupId(group).build())
                .build();
    }

    private List<SecurityGroupRule> rules(String group, boolean egress) {
        return ec2
                .describeSecurityGroupRules(request -> request.filters(filter("group-id", group)))
                .securityGroupRules()
                .stream()
                .filter(rule -> rule.isEgress() == egress)
                .toList();
    }

    @Test
    void newGroupLetsEverythingOutAndNothingIn() {
        // VPC user guide, "Security group rules".
        assertThat(rules(app, true)).singleElement().satisfies(rule -> {
            assertThat(rule.ipProtocol()).isEqualTo("-1");
            assertThat(rule.cidrIpv4()).isEqualTo("0.0.0.0/0");
            assertThat(rule.fromPort()).isEqualTo(-1);
        });
        assertThat(rules(app, false)).isEmpty();
        assertRefused("InvalidGroup.Duplicate", () -> group("app"));
        assertRefused("InvalidParameterValue", () -> group("sg-app"));
    }

    @Test
    void textsHaveOnlyTheCharactersThatAwsTakes() {
        // API references, CreateSecurityGroup and IpRange.
        IpRange described =
                IpRange.builder().cidrIp("10.0.0.0/8").description("db -> app").build();
        assertRefused("InvalidParameterValue", () -> group("caf\u00e9"));
        assertRefused(
                "InvalidParameterValue",
                () -> ec2.createSecurityGroup(
                        request -> request.vpcId(vpc).groupName("db").description("the app's")));
        assertRefused(
                "InvalidParameterValue",
                () -> ec2.authorizeSecurityGroupIngress(request -> request.groupId(app)
                        .ipPermissions(port(443).toBuilder().ipRanges(described).build())));
        assertRefused(
                "InvalidParameterValue",
                () -> ec2.authorizeSecurityGroupIngress(request ->
                        request.groupId(app).ipPermissions(port(443, "10.0.0.0/8"), port(443, "10.0.0.0/8"))));
        assertThat(rules(app, false)).isEmpty();
    }

    @Test
    void rulesAreListedWithTheirIdsAndTags() {
        List<SecurityGroupRule> made = ec2.authorizeSecurityGroupIngress(request -> request.groupId(app)
                        .ipPermissions(port(443, "203.0.113.0/24", "198.51.100.7/24"), from(app))
                        .tagSpecifications(tags(ResourceType.SECURITY_GROUP_RULE, "link", "web")))
                .securityGroupRules();
        // API reference, AuthorizeSecurityGroupIngress: one rule for each range and group, host bits masked off.
        assertThat(made).hasSize(3).allSatisfy(rule -> assertThat(rule.tags()).hasSize(1));
        assertThat(made.get(1).cidrIpv4()).isEqualTo("198.51.100.0/24");
        assertThat(made.get(2).ipProtocol()).isEqualTo("tcp");
        SecurityGroup shown = ec2.describeSecurityGroups(request -> request.groupIds(app))
                .securityGroups()
                .get(0);
        assertThat(shown.ipPermissions()).hasSize(2);
        assertThat(shown.ipPermissions())
                .filteredOn(permission -> permission.fromPort() == 443)
                .singleElement()
                .satisfies(permission -> assertThat(permission.ipRanges()).hasSize(2));
    }

    @Test
    void rulesAreThereOnce() {
        ec2.authorizeSecurityGroupIngress(request -> request.groupId(app).ipPermissions(port(443, "203.0.113.0/24")));
        // EC2 error codes: a rule that exists fails the whole call, another description makes no other rule.
        assertRefused(
                "InvalidPermission.Duplicate",
                () -> ec2.authorizeSecurityGroupIngress(request ->
                        request.groupId(app).ipPermissions(port(80, "10.0.0.0/8"), port(443, "203.0.113.0/24"))));
        assertThat(rules(app, false)).hasSize(1);
        assertRefused(
                "InvalidPermission.NotFound",
                () -> ec2.revokeSecurityGroupIngress(
                        request -> request.groupId(app).ipPermissions(port(80, "10.0.0.0/8"))));
        assertRefused(
                "InvalidGroup.NotFound",
                () -> ec2.authorizeSecurityGroupIngress(
                        request -> request.groupId(app).ipPermissions(from("sg-0123456789abcdef0"))));
    }

    @Test
    void rulesGoByIdOrByShape() {
        String rule = rules(app, true).get(0).securityGroupRuleId();
        assertRefused(
                "InvalidSecurityGroupRuleId.NotFound",
                () -> ec2.revokeSecurityGroupIngress(
                        request -> request.groupId(app).securityGroupRuleIds(rule)));
        ec2.revokeSecurityGroupEgress(request -> request.groupId(app).securityGroupRuleIds(rule));
        assertThat(rules(app, true)).isEmpty();
        ec2.authorizeSecurityGroupEgress(request -> request.groupId(app).ipPermissions(port(443, "0.0.0.0/0")));
        ec2.revokeSecurityGroupEgress(request -> request.groupId(app).ipPermissions(port(443, "0.0.0.0/0")));
        assertThat(rules(app, true)).isEmpty();
    }

    @Test
    void sixtyRulesInEachDirection() {
        List<IpPermission> many = new ArrayList<>();
        for (int port = 1; port <= 60; port++) {
            many.add(port(port, "10.0.0.0/8"));
        }
        ec2.authorizeSecurityGroupIngress(request -> request.groupId(app).ipPermissions(many));
        // VPC user guide, "Amazon VPC quotas": 60 inbound and 60 outbound.
        assertRefused(
                "RulesPerSecurityGroupLimitExceeded",
                () -> ec2.authorizeSecurityGroupIngress(
                        request -> request.groupId(app).ipPermissions(port(61, "10.0.0.0/8"))));
        ec2.authorizeSecurityGroupEgress(request -> request.groupId(app).ipPermissions(port(61, "10.0.0.0/8")));
    }

    @Test
    void ruleChangesInPlace() {
        String id = ec2.authorizeSecurityGroupIngress(
                        request -> request.groupId(app).ipPermissions(port(443, "203.0.113.0/24")))
                .securityGroupRules()
                .get(0)
                .securityGroupRuleId();
        SecurityGroupRuleUpdate update = SecurityGroupRuleUpdate.builder()
                .securityGroupRuleId(id)
                .securityGroupRule(SecurityGroupRuleRequest.builder()
                        .ipProtocol("tcp")
                        .fromPort(8443)
                        .toPort(8443)
                        .cidrIpv4("203.0.113.0/24")
                        .description("other")
                        .build())
                .build();
        ec2.modifySecurityGroupRules(request -> request.groupId(app).securityGroupRules(update));
        assertThat(rules(app, false)).singleElement().satisfies(rule -> {
            assertThat(rule.securityGroupRuleId()).isEqualTo(id);
            assertThat(rule.fromPort()).isEqualTo(8443);
            assertThat(rule.description()).isEqualTo("other");
        });
    }

    @Test
    void groupsInUseStay() {
        String db = group("db");
        ec2.authorizeSecurityGroupIngress(request -> request.groupId(db).ipPermissions(from(app)));
        // API reference, DeleteSecurityGroup: not while another group's rule names it, or an interface has it.
        assertRefused("DependencyViolation", () -> ec2.deleteSecurityGroup(request -> request.groupId(app)));
        String eni = ec2.createNetworkInterface(
                        request -> request.subnetId(subnet(ec2, vpc, "10.40.0.0/24", "euw1-az1"))
                                .groups(db))
                .networkInterface()
                .networkInterfaceId();
        assertRefused("DependencyViolation", () -> ec2.deleteSecurityGroup(request -> request.groupId(db)));
        ec2.deleteNetworkInterface(request -> request.networkInterfaceId(eni));
        ec2.deleteSecurityGroup(request -> request.groupId(db));
        ec2.deleteSecurityGroup(request -> request.groupId(app));
        SecurityGroup standard = ec2.describeSecurityGroups().securityGroups().get(0);
        assertRefused("CannotDelete", () -> ec2.deleteSecurityGroup(request -> request.groupId(standard.groupId())));
    }
}
