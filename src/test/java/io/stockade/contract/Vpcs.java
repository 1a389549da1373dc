package io.stockade.contract;

import static io.stockade.contract.Script.script;
import static io.stockade.contract.Stage.filter;
import static io.stockade.contract.Stage.then;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;

/** VPCs and subnets. */
final class Vpcs {
    static final List<Script> SCRIPTS = List.of(
            script("a VPC's block has 16 to 28 bits", Source.ec2("CreateVpc"))
                    .about("CreateVpc")
                    .item(6)
                    .play(stage -> stage.answer(() -> stage.ec2.createVpc(request -> request.cidrBlock("10.0.0.0/8"))))
                    .onAws("InvalidVpc.Range"),
            script("a VPC begins pending, with the tags that it was created with", Source.ec2("CreateVpc"))
                    .about("CreateVpc", "DescribeVpcs")
                    .item(2)
                    .play(Vpcs::created)
                    .onAws("pending; available; stack=orders")
                    .onMoto("available; available; stack=orders", "moto's VPCs are ready at once"),
            script("a Describe right after a creation may not find it yet", Source.EC2_CONSISTENCY)
                    .about("CreateVpc", "DescribeVpcs")
                    .item(1)
                    .lateReads()
                    .play(Vpcs::describedAtOnce)
                    .onAws("InvalidVpcID.NotFound; done")
                    .onMoto("done; done", "moto's reads never lag behind its writes"),
            script("a region of a new account has room for five VPCs", Source.VPC_QUOTAS)
                    .about("CreateVpc")
                    .item(8)
                    .play(Vpcs::sixth)
                    .onAws("VpcLimitExceeded")
                    .onMoto("done", "moto has no quota of VPCs"),
            script("a new VPC resolves names and gives none", Source.ec2("CreateVpc"))
                    .about("DescribeVpcAttribute")
                    .play(stage -> attributes(stage, stage.vpc()))
                    .onAws("true; false"),
            script("one attribute of a VPC is changed in a call", Source.ec2("ModifyVpcAttribute"))
                    .about("ModifyVpcAttribute", "DescribeVpcAttribute")
                    .play(stage -> {
                        String vpc = stage.vpc();
                        stage.ec2.modifyVpcAttribute(
                                request -> request.vpcId(vpc).enableDnsHostnames(value -> value.value(true)));
                        return attributes(stage, vpc);
                    })
                    .onAws("true; true"),
            script("two attributes of a VPC in one call are refused", Source.ec2("ModifyVpcAttribute"))
                    .about("ModifyVpcAttribute")
                    .item(6)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        return stage.answer(() -> stage.ec2.modifyVpcAttribute(request -> request.vpcId(vpc)
                                .enableDnsHostnames(value -> value.value(true))
                                .enableDnsSupport(value -> value.value(true))));
                    })
                    .onAws("InvalidParameterCombination")
                    .onMoto("done", "moto takes as many as are given"),
            script("a subnet lies in its VPC, clear of the others, with 28 bits at most", Source.ec2("CreateSubnet"))
                    .about("CreateSubnet")
                    .item(6)
                    .play(Vpcs::ranges)
                    .onAws("InvalidSubnet.Range; InvalidSubnet.Conflict; InvalidSubnet.Range")
                    .onMoto("InvalidSubnet.Range; InvalidSubnet.Conflict; done", "moto takes a subnet of 29 bits"),
            script("AWS keeps five addresses of a subnet, and interfaces take the others", Source.vpc("subnet-sizing"))
                    .about("CreateSubnet", "DescribeSubnets")
                    .play(Vpcs::freeAddresses)
                    .onAws("251; 250"),
            script("one attribute of a subnet is changed in a call", Source.ec2("ModifySubnetAttribute"))
                    .about("ModifySubnetAttribute", "DescribeSubnets")
                    .play(stage -> {
                        String subnet = stage.subnet(stage.vpc());
                        stage.ec2.modifySubnetAttribute(
                                request -> request.subnetId(subnet).mapPublicIpOnLaunch(value -> value.value(true)));
                        return String.valueOf(subnet(stage, subnet).mapPublicIpOnLaunch());
                    })
                    .onAws("true"),
            script("two attributes of a subnet in one call are refused", Source.ec2("ModifySubnetAttribute"))
                    .about("ModifySubnetAttribute")
                    .item(6)
                    .play(stage -> {
                        String subnet = stage.subnet(stage.vpc());
                        return stage.answer(() -> stage.ec2.modifySubnetAttribute(request -> request.subnetId(subnet)
                                .mapPublicIpOnLaunch(value -> value.value(true))
                                .assignIpv6AddressOnCreation(value -> value.value(false))));
                    })
                    .onAws("InvalidParameterCombination")
                    .onMoto("done", "moto takes as many as are given"),
            script("what is not there has a code of its kind", Source.EC2_ERRORS)
                    .about("DescribeVpcs", "DescribeSubnets", "DeleteVpc", "DeleteSubnet")
                    .play(stage -> then(
                            stage.answer(
                                    () -> stage.ec2.describeVpcs(request -> request.vpcIds("vpc-0123456789abcdef0"))),
                            stage.answer(() -> stage.ec2.describeSubnets(
                                    request -> request.subnetIds("subnet-0123456789abcdef0"))),
                            stage.answer(() -> stage.ec2.deleteVpc(request -> request.vpcId("vpc-0123456789abcdef0"))),
                            stage.answer(() ->
                                    stage.ec2.deleteSubnet(request -> request.subnetId("subnet-0123456789abcdef0")))))
                    .onAws("InvalidVpcID.NotFound; InvalidSubnetID.NotFound; InvalidVpcID.NotFound;"
                            + " InvalidSubnetID.NotFound"));

    private Vpcs() {}

    private static String created(Stage stage) {
        var made = stage.ec2
                .createVpc(request -> request.cidrBlock("10.40.0.0/16")
                        .tagSpecifications(Stage.tags(ResourceType.VPC, "stack", "orders")))
                .vpc();
        var found = stage.ec2
                .describeVpcs(request -> request.filters(filter("tag:stack", "orders"), filter("vpc-id", made.vpcId())))
                .vpcs()
                .get(0);
        var tag = found.tags().get(0);
        return then(made.stateAsString(), found.stateAsString(), tag.key() + "=" + tag.value());
    }

    private static String describedAtOnce(Stage stage) {
        String vpc = stage.vpc();
        String atOnce = stage.answer(() -> stage.ec2.describeVpcs(request -> request.vpcIds(vpc)));
        stage.pass(Duration.ofMinutes(1));
        return then(atOnce, stage.answer(() -> stage.ec2.describeVpcs(request -> request.vpcIds(vpc))));
    }

    private static String sixth(Stage stage) {
        for (int made = 0; made < 5; made++) {
            stage.vpc();
        }
        return stage.answer(stage::vpc);
    }

    private static String attributes(Stage stage, String vpc) {
        return then(
                stage.ec2
                        .describeVpcAttribute(
                                request -> request.vpcId(vpc).attribute(VpcAttributeName.ENABLE_DNS_SUPPORT))
                        .enableDnsSupport()
                        .value(),
                stage.ec2
                        .describeVpcAttribute(
                                request -> request.vpcId(vpc).attribute(VpcAttributeName.ENABLE_DNS_HOSTNAMES))
                        .enableDnsHostnames()
                        .value());
    }

    private static String ranges(Stage stage) {
        String vpc = stage.vpc();
        stage.subnet(vpc, "10.40.0.0/24", 0);
        return then(
                stage.answer(() -> stage.subnet(vpc, "10.50.0.0/24", 0)),
                stage.answer(() -> stage.subnet(vpc, "10.40.0.128/25", 1)),
                stage.answer(() -> stage.subnet(vpc, "10.40.1.0/29", 1)));
    }

    private static String freeAddresses(Stage stage) {
        String subnet = stage.subnet(stage.vpc());
        int before = subnet(stage, subnet).availableIpAddressCount();
        stage.networkInterface(subnet);
        return then(before, subnet(stage, subnet).availableIpAddressCount());
    }

    private static Subnet subnet(Stage stage, String id) {
        return stage.ec2
                .describeSubnets(request -> request.subnetIds(id))
                .subnets()
                .get(0);
    }
}
