package io.stockade.simulation;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleDescription;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;

/** What can be done to security groups, their rules, and endpoints. */
final class AccessDrifts {
    private static final String STACK = "instance";
    private static final String OPEN_POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private AccessDrifts() {}

    static List<DriftCase> all() {
        return Stream.of(groups(), rules(), gatewayEndpoints(), interfaceEndpoints())
                .flatMap(List::stream)
                .toList();
    }

    private static DriftCase drift(String subject, Consumer<Console> action) {
        return DriftCase.of(STACK, subject, action);
    }

    private static List<DriftCase> groups() {
        return List.of(
                drift("SecurityGroup.tags", console -> console.untag("SecurityGroup/app")),
                drift("SecurityGroup.deleted", console -> {
                    rulesOf(console, "SecurityGroup/db").forEach(rule -> revoke(console, rule));
                    rulesOf(console, "SecurityGroup/app").stream()
                            .filter(rule -> rule.referencedGroupInfo() != null
                                    && console.id("SecurityGroup/db")
                                            .equals(rule.referencedGroupInfo().groupId()))
                            .forEach(rule -> revoke(console, rule));
                    console.ec2.deleteSecurityGroup(request -> request.groupId(console.id("SecurityGroup/db")));
                }),
                drift(
                        "DefaultSecurityGroup.rules",
                        console -> console.ec2.authorizeSecurityGroupIngress(
                                request -> request.groupId(console.id("DefaultSecurityGroup/default"))
                                        .ipPermissions(permission("tcp", 22, "0.0.0.0/0")))));
    }

    private static List<DriftCase> rules() {
        return List.of(
                drift("SecurityGroupRule.group", console -> revoke(console, rule(console))),
                drift("SecurityGroupRule.direction", console -> {
                    revoke(console, rule(console));
                    console.ec2.authorizeSecurityGroupEgress(request -> request.groupId(console.id("SecurityGroup/app"))
                            .ipPermissions(permission("tcp", 443, "203.0.113.0/24")));
                }),
                drift(
                        "SecurityGroupRule.protocol",
                        console -> edit(console, same(rule(console)).ipProtocol("udp"))),
                drift(
                        "SecurityGroupRule.fromPort",
                        console -> edit(console, same(rule(console)).fromPort(80))),
                drift(
                        "SecurityGroupRule.toPort",
                        console -> edit(console, same(rule(console)).toPort(8443))),
                drift(
                        "SecurityGroupRule.peer",
                        console -> edit(console, same(rule(console)).cidrIpv4("0.0.0.0/0"))),
                drift(
                        "SecurityGroupRule.description",
                        console -> console.ec2.updateSecurityGroupRuleDescriptionsIngress(request -> request.groupId(
                                        console.id("SecurityGroup/app"))
                                .securityGroupRuleDescriptions(SecurityGroupRuleDescription.builder()
                                        .securityGroupRuleId(rule(console).securityGroupRuleId())
                                        .description("Temporary, ask nobody")
                                        .build()))));
    }

    private static IpPermission permission(String protocol, int port, String range) {
        return IpPermission.builder()
                .ipProtocol(protocol)
                .fromPort(port)
                .toPort(port)
                .ipRanges(IpRange.builder().cidrIp(range).build())
                .build();
    }

    private static List<SecurityGroupRule> rulesOf(Console console, String group) {
        return console.ec2
                .describeSecurityGroupRules(request -> request.filters(Console.filter("group-id", console.id(group))))
                .securityGroupRules();
    }

    /** The rule that lets the office in. */
    private static SecurityGroupRule rule(Console console) {
        return rulesOf(console, "SecurityGroup/app").stream()
                .filter(rule -> "203.0.113.0/24".equals(rule.cidrIpv4()))
                .findFirst()
                .orElseThrow();
    }

    private static void revoke(Console console, SecurityGroupRule rule) {
        if (rule.isEgress()) {
            console.ec2.revokeSecurityGroupEgress(
                    request -> request.groupId(rule.groupId()).securityGroupRuleIds(rule.securityGroupRuleId()));
        } else {
            console.ec2.revokeSecurityGroupIngress(
                    request -> request.groupId(rule.groupId()).securityGroupRuleIds(rule.securityGroupRuleId()));
        }
    }

    private static SecurityGroupRuleRequest.Builder same(SecurityGroupRule rule) {
        return SecurityGroupRuleRequest.builder()
                .ipProtocol(rule.ipProtocol())
                .fromPort(rule.fromPort())
                .toPort(rule.toPort())
                .cidrIpv4(rule.cidrIpv4());
    }

    private static void edit(Console console, SecurityGroupRuleRequest.Builder edited) {
        SecurityGroupRule rule = rule(console);
        console.ec2.modifySecurityGroupRules(request -> request.groupId(rule.groupId())
                .securityGroupRules(SecurityGroupRuleUpdate.builder()
                        .securityGroupRuleId(rule.securityGroupRuleId())
                        .securityGroupRule(edited.build())
                        .build()));
    }

    private static List<DriftCase> gatewayEndpoints() {
        String endpoint = "GatewayEndpoint/s3";
        return List.of(
                drift(
                        "GatewayEndpoint.routeTables",
                        console -> console.ec2.modifyVpcEndpoint(request -> request.vpcEndpointId(console.id(endpoint))
                                .removeRouteTableIds(console.id("RouteTable/private")))),
                drift(
                        "GatewayEndpoint.policy",
                        console -> console.ec2.modifyVpcEndpoint(request ->
                                request.vpcEndpointId(console.id(endpoint)).policyDocument(OPEN_POLICY))),
                drift("GatewayEndpoint.tags", console -> console.untag(endpoint)),
                drift(
                        "GatewayEndpoint.deleted",
                        console -> console.ec2.deleteVpcEndpoints(
                                request -> request.vpcEndpointIds(console.id(endpoint)))));
    }

    private static List<DriftCase> interfaceEndpoints() {
        String endpoint = "InterfaceEndpoint/ssm";
        return List.of(
                drift(
                        "InterfaceEndpoint.subnets",
                        console -> console.ec2.modifyVpcEndpoint(request -> request.vpcEndpointId(console.id(endpoint))
                                .removeSubnetIds(console.id("Subnet/app-zone2")))),
                drift(
                        "InterfaceEndpoint.groups",
                        console -> console.ec2.modifyVpcEndpoint(request -> request.vpcEndpointId(console.id(endpoint))
                                .addSecurityGroupIds(console.id("SecurityGroup/db"))
                                .removeSecurityGroupIds(console.id("SecurityGroup/endpoints")))),
                drift(
                        "InterfaceEndpoint.privateDns",
                        console -> console.ec2.modifyVpcEndpoint(request ->
                                request.vpcEndpointId(console.id(endpoint)).privateDnsEnabled(false))),
                drift(
                        "InterfaceEndpoint.policy",
                        console -> console.ec2.modifyVpcEndpoint(request ->
                                request.vpcEndpointId(console.id(endpoint)).policyDocument(OPEN_POLICY))),
                drift("InterfaceEndpoint.tags", console -> console.untag(endpoint)),
                drift(
                        "InterfaceEndpoint.deleted",
                        console -> console.ec2.deleteVpcEndpoints(
                                request -> request.vpcEndpointIds(console.id(endpoint)))));
    }
}
