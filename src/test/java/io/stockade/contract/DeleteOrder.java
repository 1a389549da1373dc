package io.stockade.contract;

import static io.stockade.contract.Script.script;
import static io.stockade.contract.Stage.then;

import java.util.List;
import java.util.function.BiConsumer;

/** What must go before what: AWS refuses to delete what something still depends on. */
final class DeleteOrder {
    private static final String VIOLATION = "DependencyViolation";

    static final List<Script> SCRIPTS = List.of(
            vpcWith("a subnet", Stage::subnet).onAws(VIOLATION),
            vpcWith("an attached internet gateway", Stage::gateway)
                    .onAws(VIOLATION)
                    .onMoto("done", "moto looks for subnets, tables and VPN gateways only"),
            vpcWith("a second route table", Stage::table).onAws(VIOLATION),
            vpcWith("a second security group", (stage, vpc) -> stage.group(vpc, "app"))
                    .onAws(VIOLATION)
                    .onMoto("done", "moto looks for subnets, tables and VPN gateways only"),
            vpcWith("an endpoint", (stage, vpc) -> Endpoints.s3(stage, vpc))
                    .onAws(VIOLATION)
                    .onMoto("done", "moto looks for subnets, tables and VPN gateways only"),
            script("a VPC goes with what AWS put into it", Source.ec2("DeleteVpc"))
                    .about("DeleteVpc")
                    .item(5)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        return then(
                                stage.answer(() -> stage.ec2.deleteVpc(request -> request.vpcId(vpc))),
                                stage.answer(() -> stage.ec2.describeVpcs(request -> request.vpcIds(vpc))));
                    })
                    .onAws("done; InvalidVpcID.NotFound"),
            script("a subnet with an interface in it can't be deleted", Source.ec2("DeleteSubnet"))
                    .about("DeleteSubnet")
                    .item(5)
                    .play(stage -> {
                        String subnet = stage.subnet(stage.vpc());
                        stage.networkInterface(subnet);
                        return deleteSubnet(stage, subnet);
                    })
                    .onAws(VIOLATION)
                    .onMoto("done", "moto doesn't look into a subnet"),
            script("a subnet with a NAT gateway in it can't be deleted", Source.ec2("DeleteSubnet"))
                    .about("DeleteSubnet")
                    .item(5)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        stage.gateway(vpc);
                        String subnet = stage.subnet(vpc);
                        stage.natGateway(subnet);
                        return deleteSubnet(stage, subnet);
                    })
                    .onAws(VIOLATION)
                    .onMoto("done", "moto doesn't look into a subnet"),
            script("an attached internet gateway can't be deleted", Source.ec2("DeleteInternetGateway"))
                    .about("DeleteInternetGateway", "DetachInternetGateway")
                    .item(5)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String gateway = stage.gateway(vpc);
                        return then(
                                deleteGateway(stage, gateway),
                                detach(stage, gateway, vpc),
                                deleteGateway(stage, gateway));
                    })
                    .onAws("DependencyViolation; done; done"),
            script(
                            "a gateway stays attached while an address is mapped in its VPC",
                            Source.ec2("DetachInternetGateway"))
                    .about("DetachInternetGateway")
                    .item(5)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String gateway = stage.gateway(vpc);
                        stage.map(stage.address(), stage.networkInterface(stage.subnet(vpc)));
                        return detach(stage, gateway, vpc);
                    })
                    .onAws(VIOLATION)
                    .onMoto("done", "moto doesn't look for mapped addresses"),
            script("a route table with a subnet can't be deleted", Source.ec2("DeleteRouteTable"))
                    .about("DeleteRouteTable")
                    .item(5)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String table = stage.table(vpc);
                        String subnet = stage.subnet(vpc);
                        stage.ec2.associateRouteTable(
                                request -> request.routeTableId(table).subnetId(subnet));
                        return deleteTable(stage, table);
                    })
                    .onAws(VIOLATION),
            script("a main route table can't be deleted", Source.ec2("DeleteRouteTable"))
                    .about("DeleteRouteTable")
                    .item(5)
                    .play(stage ->
                            deleteTable(stage, stage.table(stage.vpc(), true).routeTableId()))
                    .onAws(VIOLATION)
                    .onMoto("done", "moto doesn't look whether a table is the main one"),
            script("a security group on an interface can't be deleted", Source.ec2("DeleteSecurityGroup"))
                    .about("DeleteSecurityGroup", "CreateNetworkInterface")
                    .item(5)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String group = stage.group(vpc, "app");
                        String subnet = stage.subnet(vpc);
                        stage.ec2.createNetworkInterface(
                                request -> request.subnetId(subnet).groups(group));
                        return deleteGroup(stage, group);
                    })
                    .onAws(VIOLATION)
                    .onMoto("done", "moto doesn't look who uses a group"),
            script("a security group that a rule names can't be deleted", Source.ec2("DeleteSecurityGroup"))
                    .about("DeleteSecurityGroup")
                    .item(5)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String named = stage.group(vpc, "db");
                        Groups.allowFrom(stage, stage.group(vpc, "app"), named);
                        return deleteGroup(stage, named);
                    })
                    .onAws(VIOLATION)
                    .onMoto("done", "moto doesn't look who uses a group"),
            script("a default security group can't be deleted", Source.ec2("DeleteSecurityGroup"))
                    .about("DeleteSecurityGroup")
                    .item(5)
                    .play(stage -> deleteGroup(stage, stage.defaultGroup(stage.vpc())))
                    .onAws("CannotDelete")
                    .onMoto("done", "moto has no default group that stays"),
            script("an address in use can't be released", Source.ec2("ReleaseAddress"))
                    .about("ReleaseAddress")
                    .item(5)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        stage.gateway(vpc);
                        String address = stage.address();
                        stage.map(address, stage.networkInterface(stage.subnet(vpc)));
                        return stage.answer(() -> stage.ec2.releaseAddress(request -> request.allocationId(address)));
                    })
                    .onAws("InvalidIPAddress.InUse")
                    .onMoto("done", "moto doesn't look whether an address is in use"));

    private DeleteOrder() {}

    private static Script.Draft vpcWith(String what, BiConsumer<Stage, String> put) {
        return script("a VPC with " + what + " in it can't be deleted", Source.ec2("DeleteVpc"))
                .about("DeleteVpc")
                .item(5)
                .play(stage -> {
                    String vpc = stage.vpc();
                    put.accept(stage, vpc);
                    return stage.answer(() -> stage.ec2.deleteVpc(request -> request.vpcId(vpc)));
                });
    }

    private static String deleteSubnet(Stage stage, String id) {
        return stage.answer(() -> stage.ec2.deleteSubnet(request -> request.subnetId(id)));
    }

    private static String deleteGateway(Stage stage, String id) {
        return stage.answer(() -> stage.ec2.deleteInternetGateway(request -> request.internetGatewayId(id)));
    }

    private static String detach(Stage stage, String gateway, String vpc) {
        return stage.answer(() -> stage.ec2.detachInternetGateway(
                request -> request.internetGatewayId(gateway).vpcId(vpc)));
    }

    private static String deleteTable(Stage stage, String id) {
        return stage.answer(() -> stage.ec2.deleteRouteTable(request -> request.routeTableId(id)));
    }

    private static String deleteGroup(Stage stage, String id) {
        return stage.answer(() -> stage.ec2.deleteSecurityGroup(request -> request.groupId(id)));
    }
}
