package io.stockade.simulation;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** What others have in the same account and region is theirs. */
final class NeighbourThings {
    private NeighbourThings() {}

    static List<DriftCase> all() {
        return Stream.concat(inOtherVpcs().stream(), besideUs().stream()).toList();
    }

    private static List<DriftCase> inOtherVpcs() {
        return List.of(
                quiet("another VPC", NeighbourThings::vpc),
                quiet(
                        "a VPC of the very same range",
                        console -> console.ec2.createVpc(request -> request.cidrBlock(console.ec2
                                .describeVpcs(vpcs -> vpcs.vpcIds(console.vpc()))
                                .vpcs()
                                .get(0)
                                .cidrBlock()))),
                quiet(
                        "a subnet in another VPC",
                        console -> console.ec2.createSubnet(
                                request -> request.vpcId(vpc(console)).cidrBlock("172.20.1.0/24"))),
                quiet("a gateway attached to nothing", Console::otherGateway),
                quiet("a gateway attached to another VPC", console -> {
                    String gateway = console.otherGateway();
                    console.ec2.attachInternetGateway(
                            request -> request.internetGatewayId(gateway).vpcId(vpc(console)));
                }),
                quiet(
                        "a group in another VPC, with the name of ours",
                        console -> console.ec2.createSecurityGroup(request ->
                                request.groupName("app").description("theirs").vpcId(vpc(console)))),
                quiet("a rule in another VPC that opens it", console -> {
                    String group = console.ec2
                            .createSecurityGroup(request -> request.groupName("open")
                                    .description("theirs")
                                    .vpcId(vpc(console)))
                            .groupId();
                    console.ec2.authorizeSecurityGroupIngress(request -> request.groupId(group)
                            .ipProtocol("tcp")
                            .fromPort(22)
                            .toPort(22)
                            .cidrIp("0.0.0.0/0"));
                }),
                quiet(
                        "a table in another VPC",
                        console -> console.ec2.createRouteTable(request -> request.vpcId(vpc(console)))));
    }

    private static List<DriftCase> besideUs() {
        return List.of(
                quiet(
                        "an address of somebody's",
                        console -> console.ec2.allocateAddress(request -> request.domain("vpc"))),
                quiet(
                        "a template of somebody's",
                        console -> console.ec2.createLaunchTemplate(request -> request.launchTemplateName("theirs")
                                .launchTemplateData(data -> data.instanceType("t4g.nano")))),
                quiet(
                        "a role of somebody's, with a name that begins as ours do",
                        console -> console.iam.createRole(request -> request.roleName("stockade-theirs")
                                .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":"
                                        + "\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},"
                                        + "\"Action\":\"sts:AssumeRole\"}}"))),
                quiet(
                        "a profile of somebody's",
                        console -> console.iam.createInstanceProfile(request -> request.instanceProfileName("theirs"))),
                quiet(
                        "a network interface of somebody's in a subnet of ours",
                        console -> console.ec2.createNetworkInterface(
                                request -> request.subnetId(console.id("Subnet/app-zone1")))),
                quiet("a subnet in another VPC with the tags of a stack of another installation", console -> {
                    String subnet = console.ec2
                            .createSubnet(request -> request.vpcId(vpc(console)).cidrBlock("172.20.2.0/24"))
                            .subnet()
                            .subnetId();
                    console.tag(subnet, "stockade.dev/installation", "theirs");
                    console.tag(subnet, "stockade.dev/stack", "default/instance");
                }));
    }

    /** One for all: an account may have five. */
    private static String vpc(Console console) {
        return console
                .ec2
                .describeVpcs(request -> request.filters(Console.filter("cidr", "172.20.0.0/16")))
                .vpcs()
                .stream()
                .findFirst()
                .map(Vpc::vpcId)
                .orElseGet(console::otherVpc);
    }

    private static DriftCase quiet(String subject, Consumer<Console> action) {
        return QuietCases.quiet("instance", subject, action);
    }
}
