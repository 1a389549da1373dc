package io.stockade.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** What may be different in AWS, before or behind our back, without being drift: each with the reason in its name. */
final class QuietCases {
    private static final String KEY = "somebody:owner";

    private QuietCases() {}

    static List<DriftCase> all() {
        return Stream.of(foreignTags(), QuietSpellings.all(), sameAgain(), NeighbourThings.all(), QuietSecrets.all())
                .flatMap(List::stream)
                .toList();
    }

    static DriftCase quiet(String stack, String subject, Consumer<Console> action) {
        return DriftCase.of(stack, subject, action);
    }

    /** Tags of others are theirs. */
    private static List<DriftCase> foreignTags() {
        List<DriftCase> cases = new ArrayList<>();
        List.of(
                        "Vpc/vpc",
                        "Subnet/public-zone1",
                        "RouteTable/public",
                        "MainRouteTable/main",
                        "InternetGateway/internet",
                        "SecurityGroup/app",
                        "DefaultSecurityGroup/default",
                        "ElasticIp/nat-instance-zone1",
                        "NetworkInterface/nat-zone1",
                        "GatewayEndpoint/s3",
                        "InterfaceEndpoint/ssm",
                        "LaunchTemplate/nat-zone1")
                .forEach(address -> cases.add(quiet(
                        "instance",
                        "a tag of somebody's on " + address,
                        console -> console.tag(console.id(address), KEY, "them"))));
        cases.add(quiet(
                "gateway",
                "a tag of somebody's on NatGateway/nat-zone1",
                console -> console.tag(console.id("NatGateway/nat-zone1"), KEY, "them")));
        cases.add(quiet(
                "instance",
                "a tag of somebody's on Role/nat",
                console -> console.iam.tagRole(request -> request.roleName(console.id("Role/nat"))
                        .tags(software.amazon.awssdk.services.iam.model.Tag.builder()
                                .key(KEY)
                                .value("them")
                                .build()))));
        return cases;
    }

    /** Taken away and put back between two looks: other ids, and the same meaning. */
    private static List<DriftCase> sameAgain() {
        return List.of(
                quiet("instance", "a rule revoked and authorised again, with another id", QuietCases::ruleAgain),
                quiet("instance", "a route deleted and made again", QuietCases::routeAgain),
                quiet("instance", "an address mapped anew, with another association", QuietCases::mappedAgain),
                quiet("instance", "the gateway detached and attached again", QuietCases::attachedAgain),
                quiet(
                        "instance",
                        "an attribute of the VPC set to what it is",
                        console -> console.ec2.modifyVpcAttribute(
                                request -> request.vpcId(console.vpc()).enableDnsSupport(value -> value.value(true)))),
                quiet(
                        "instance",
                        "the group's sizes set to what they are",
                        console -> console.autoScaling.updateAutoScalingGroup(
                                request -> request.autoScalingGroupName(console.id("AutoScalingGroup/nat-zone1"))
                                        .minSize(0)
                                        .maxSize(1)
                                        .desiredCapacity(1))),
                quiet(
                        "instance",
                        "our own tag written once more",
                        console -> console.tag(
                                console.id("Subnet/app-zone1"),
                                "stockade.dev/resource",
                                "Subnet/" + console.inZone("app-zone1"))));
    }

    private static void ruleAgain(Console console) {
        String group = console.id("SecurityGroup/app");
        SecurityGroupRule rule = console
                .ec2
                .describeSecurityGroupRules(request -> request.filters(Console.filter("group-id", group)))
                .securityGroupRules()
                .stream()
                .filter(each -> "203.0.113.0/24".equals(each.cidrIpv4()))
                .findFirst()
                .orElseThrow();
        IpPermission same = IpPermission.builder()
                .ipProtocol(rule.ipProtocol())
                .fromPort(rule.fromPort())
                .toPort(rule.toPort())
                .ipRanges(IpRange.builder()
                        .cidrIp(rule.cidrIpv4())
                        .description(rule.description())
                        .build())
                .build();
        console.ec2.revokeSecurityGroupIngress(
                request -> request.groupId(group).securityGroupRuleIds(rule.securityGroupRuleId()));
        console.ec2.authorizeSecurityGroupIngress(
                request -> request.groupId(group).ipPermissions(same));
    }

    private static void routeAgain(Console console) {
        String table = console.id("RouteTable/public");
        String gateway = console.id("InternetGateway/internet");
        console.ec2.deleteRoute(request -> request.routeTableId(table).destinationCidrBlock("0.0.0.0/0"));
        console.ec2.createRoute(request ->
                request.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
    }

    private static void mappedAgain(Console console) {
        String address = "ElasticIp/nat-instance-zone1";
        console.ec2.disassociateAddress(request -> request.associationId(console.mapping(address)));
        console.ec2.associateAddress(request ->
                request.allocationId(console.id(address)).networkInterfaceId(console.id("NetworkInterface/nat-zone1")));
    }

    private static void attachedAgain(Console console) {
        String gateway = console.id("InternetGateway/internet");
        String address = "ElasticIp/nat-instance-zone1";
        console.ec2.disassociateAddress(request -> request.associationId(console.mapping(address)));
        console.ec2.detachInternetGateway(
                request -> request.internetGatewayId(gateway).vpcId(console.vpc()));
        console.ec2.attachInternetGateway(
                request -> request.internetGatewayId(gateway).vpcId(console.vpc()));
        console.ec2.associateAddress(request ->
                request.allocationId(console.id(address)).networkInterfaceId(console.id("NetworkInterface/nat-zone1")));
    }
}
