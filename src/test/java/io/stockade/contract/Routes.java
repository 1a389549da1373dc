package io.stockade.contract;

import static io.stockade.contract.Script.script;
import static io.stockade.contract.Stage.then;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Route;

/** Route tables, routes, associations, internet gateways. */
final class Routes {
    private static final String ANYWHERE = "0.0.0.0/0";

    static final List<Script> SCRIPTS = List.of(
            script("a new table has the local route and nothing else", Source.ec2("CreateRouteTable"))
                    .about("CreateRouteTable", "DescribeRouteTables")
                    .play(stage -> {
                        var routes = shown(stage, stage.table(stage.vpc()));
                        return routes.size() + " " + routes.get(0).gatewayId() + " "
                                + routes.get(0).originAsString();
                    })
                    .onAws("1 local CreateRouteTable"),
            script("a second route for a range is refused", Source.ec2("CreateRoute"))
                    .about("CreateRoute")
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String table = stage.table(vpc);
                        String eni = stage.networkInterface(stage.subnet(vpc));
                        return then(
                                route(stage, table, stage.gateway(vpc)),
                                stage.answer(() -> stage.ec2.createRoute(request -> request.routeTableId(table)
                                        .destinationCidrBlock(ANYWHERE)
                                        .networkInterfaceId(eni))));
                    })
                    .onAws("done; RouteAlreadyExists")
                    .onMoto("done; done", "moto looks for the range only where the target is no interface"),
            script("a route to a gateway that isn't there is refused", Source.EC2_ERRORS)
                    .about("CreateRoute")
                    .play(stage -> route(stage, stage.table(stage.vpc()), "igw-0123456789abcdef0"))
                    .onAws("InvalidGatewayID.NotFound")
                    .onMoto(
                            "InvalidInternetGatewayID.NotFound",
                            "moto answers with the code of the gateway's own calls"),
            script("a route to a gateway of another VPC is refused", Source.ec2("CreateRoute"))
                    .about("CreateRoute")
                    .item(6)
                    .play(stage -> {
                        String elsewhere = stage.gateway(stage.vpc("10.50.0.0/16"));
                        return route(stage, stage.table(stage.vpc()), elsewhere);
                    })
                    .onAws("InvalidParameterValue")
                    .onMoto("done", "moto doesn't look where a gateway is attached"),
            script("a route whose target is gone is a blackhole", Source.vpc("VPC_Route_Tables"))
                    .about("DescribeRouteTables", "CreateRoute", "DetachInternetGateway")
                    .item(17)
                    .play(Routes::blackhole)
                    .onAws("active; blackhole")
                    .onMoto("active; active", "moto's routes are always active"),
            script("a route through a NAT gateway that was deleted is a blackhole", Source.vpc("nat-gateway-basics"))
                    .about("DescribeRouteTables", "DeleteNatGateway")
                    .item(17)
                    .play(Routes::natBlackhole)
                    .onAws("active; blackhole")
                    .onMoto("active; active", "moto's routes are always active"),
            script("a route is led elsewhere in one call", Source.ec2("ReplaceRoute"))
                    .about("ReplaceRoute", "DescribeRouteTables")
                    .play(Routes::replaced)
                    .onAws("done; through the interface"),
            script("what isn't there can't be led elsewhere", Source.ec2("ReplaceRoute"))
                    .about("ReplaceRoute")
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String gateway = stage.gateway(vpc);
                        String table = stage.table(vpc);
                        return stage.answer(() -> stage.ec2.replaceRoute(request -> request.routeTableId(table)
                                .destinationCidrBlock(ANYWHERE)
                                .gatewayId(gateway)));
                    })
                    .onAws("InvalidParameterValue"),
            script("a route is deleted once", Source.ec2("DeleteRoute"))
                    .about("DeleteRoute")
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String table = stage.table(vpc);
                        route(stage, table, stage.gateway(vpc));
                        return then(deleteRoute(stage, table, ANYWHERE), deleteRoute(stage, table, ANYWHERE));
                    })
                    .onAws("done; InvalidRoute.NotFound"),
            script("the local route stays", Source.ec2("DeleteRoute"))
                    .about("DeleteRoute")
                    .play(stage -> deleteRoute(stage, stage.table(stage.vpc()), "10.40.0.0/16"))
                    .onAws("InvalidParameterValue")
                    .onMoto("done", "moto's local route is one like any other"),
            script("a subnet has one table", Source.ec2("AssociateRouteTable"))
                    .about("AssociateRouteTable")
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String subnet = stage.subnet(vpc);
                        associate(stage, stage.table(vpc), subnet);
                        String other = stage.table(vpc);
                        return stage.answer(() -> associate(stage, other, subnet));
                    })
                    .onAws("Resource.AlreadyAssociated")
                    .onMoto("done", "moto answers with the association that is there"),
            script("a subnet is given another table by a new association", Source.ec2("ReplaceRouteTableAssociation"))
                    .about("ReplaceRouteTableAssociation", "AssociateRouteTable", "DisassociateRouteTable")
                    .play(Routes::reassociated)
                    .onAws("another id; done; InvalidAssociationID.NotFound"),
            script("the main table's association stays", Source.ec2("DisassociateRouteTable"))
                    .about("DisassociateRouteTable")
                    .play(stage -> {
                        String main = stage.table(stage.vpc(), true)
                                .associations()
                                .get(0)
                                .routeTableAssociationId();
                        return stage.answer(
                                () -> stage.ec2.disassociateRouteTable(request -> request.associationId(main)));
                    })
                    .onAws("InvalidParameterValue")
                    .onMoto("InvalidAssociationID.NotFound", "moto finds associations of subnets only"),
            script("a VPC has one internet gateway", Source.ec2("AttachInternetGateway"))
                    .about("AttachInternetGateway", "CreateInternetGateway")
                    .item(6)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        stage.gateway(vpc);
                        return stage.answer(() -> stage.gateway(vpc));
                    })
                    .onAws("InvalidParameterValue")
                    .onMoto("done", "moto attaches as many as are asked for"),
            script("an internet gateway has one VPC", Source.ec2("AttachInternetGateway"))
                    .about("AttachInternetGateway", "DescribeInternetGateways")
                    .item(6)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String gateway = stage.gateway(vpc);
                        String state = stage.ec2
                                .describeInternetGateways(request -> request.internetGatewayIds(gateway))
                                .internetGateways()
                                .get(0)
                                .attachments()
                                .get(0)
                                .stateAsString();
                        return then(
                                state,
                                stage.answer(() -> stage.ec2.attachInternetGateway(request ->
                                        request.internetGatewayId(gateway).vpcId(vpc))));
                    })
                    .onAws("available; Resource.AlreadyAssociated"),
            script("what is not attached can't be detached", Source.EC2_ERRORS)
                    .about("DetachInternetGateway", "CreateInternetGateway")
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String gateway = stage.gateway();
                        return stage.answer(() -> stage.ec2.detachInternetGateway(
                                request -> request.internetGatewayId(gateway).vpcId(vpc)));
                    })
                    .onAws("Gateway.NotAttached"));

    private Routes() {}

    static List<Route> shown(Stage stage, String table) {
        return stage.ec2
                .describeRouteTables(request -> request.routeTableIds(table))
                .routeTables()
                .get(0)
                .routes();
    }

    private static String state(Stage stage, String table) {
        return shown(stage, table).stream()
                .filter(route -> ANYWHERE.equals(route.destinationCidrBlock()))
                .findFirst()
                .orElseThrow()
                .stateAsString();
    }

    private static String route(Stage stage, String table, String gateway) {
        return stage.answer(() -> stage.ec2.createRoute(request ->
                request.routeTableId(table).destinationCidrBlock(ANYWHERE).gatewayId(gateway)));
    }

    private static String deleteRoute(Stage stage, String table, String range) {
        return stage.answer(() ->
                stage.ec2.deleteRoute(request -> request.routeTableId(table).destinationCidrBlock(range)));
    }

    private static String associate(Stage stage, String table, String subnet) {
        return stage.ec2
                .associateRouteTable(request -> request.routeTableId(table).subnetId(subnet))
                .associationId();
    }

    private static String blackhole(Stage stage) {
        String vpc = stage.vpc();
        String table = stage.table(vpc);
        String gateway = stage.gateway(vpc);
        route(stage, table, gateway);
        String before = state(stage, table);
        stage.ec2.detachInternetGateway(
                request -> request.internetGatewayId(gateway).vpcId(vpc));
        return then(before, state(stage, table));
    }

    private static String natBlackhole(Stage stage) {
        String vpc = stage.vpc();
        stage.gateway(vpc);
        String nat = stage.natGateway(stage.subnet(vpc));
        stage.pass(Duration.ofMinutes(5));
        String table = stage.table(vpc);
        stage.ec2.createRoute(request ->
                request.routeTableId(table).destinationCidrBlock(ANYWHERE).natGatewayId(nat));
        String before = state(stage, table);
        stage.ec2.deleteNatGateway(request -> request.natGatewayId(nat));
        stage.pass(Duration.ofMinutes(5));
        return then(before, state(stage, table));
    }

    private static String replaced(Stage stage) {
        String vpc = stage.vpc();
        String table = stage.table(vpc);
        route(stage, table, stage.gateway(vpc));
        String eni = stage.networkInterface(stage.subnet(vpc));
        String answer = stage.answer(() -> stage.ec2.replaceRoute(request ->
                request.routeTableId(table).destinationCidrBlock(ANYWHERE).networkInterfaceId(eni)));
        boolean there = shown(stage, table).stream().anyMatch(route -> eni.equals(route.networkInterfaceId()));
        return then(answer, there ? "through the interface" : "as it was");
    }

    private static String reassociated(Stage stage) {
        String vpc = stage.vpc();
        String first = associate(stage, stage.table(vpc), stage.subnet(vpc));
        String table = stage.table(vpc);
        String second = stage.ec2
                .replaceRouteTableAssociation(
                        request -> request.associationId(first).routeTableId(table))
                .newAssociationId();
        return then(
                second.equals(first) ? "the same id" : "another id",
                stage.answer(() -> stage.ec2.disassociateRouteTable(request -> request.associationId(second))),
                stage.answer(() -> stage.ec2.disassociateRouteTable(request -> request.associationId(second))));
    }
}
