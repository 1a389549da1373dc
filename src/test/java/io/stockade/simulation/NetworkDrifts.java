package io.stockade.simulation;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What can be done to VPC, subnets, gateways and routes. */
final class NetworkDrifts {
    private static final String STACK = "instance";
    private static final String ANYWHERE = "0.0.0.0/0";

    private NetworkDrifts() {}

    static List<DriftCase> all() {
        return Stream.of(vpc(), gateways(), subnets(), tables(), routes())
                .flatMap(List::stream)
                .toList();
    }

    private static DriftCase drift(String subject, Consumer<Console> action) {
        return DriftCase.of(STACK, subject, action);
    }

    private static List<DriftCase> vpc() {
        return List.of(
                drift("Vpc.dnsSupport", console -> {
                    console.ec2.modifyVpcAttribute(
                            request -> request.vpcId(console.vpc()).enableDnsHostnames(value -> value.value(false)));
                    console.ec2.modifyVpcAttribute(
                            request -> request.vpcId(console.vpc()).enableDnsSupport(value -> value.value(false)));
                }),
                drift(
                        "Vpc.dnsHostnames",
                        console -> console.ec2.modifyVpcAttribute(request ->
                                request.vpcId(console.vpc()).enableDnsHostnames(value -> value.value(false)))),
                drift("Vpc.tags", console -> console.untag("Vpc/vpc")));
    }

    private static List<DriftCase> gateways() {
        return List.of(
                drift("InternetGateway.tags", console -> console.untag("InternetGateway/internet")),
                drift("InternetGateway.deleted", console -> {
                    detach(console);
                    console.ec2.deleteInternetGateway(
                            request -> request.internetGatewayId(console.id("InternetGateway/internet")));
                }),
                drift("GatewayAttachment.gateway", NetworkDrifts::detach),
                drift("GatewayAttachment.vpc", console -> {
                    detach(console);
                    String other = console.otherVpc();
                    console.ec2.attachInternetGateway(
                            request -> request.internetGatewayId(console.id("InternetGateway/internet"))
                                    .vpcId(other));
                }));
    }

    private static void detach(Console console) {
        String mapping = console.mapping("ElasticIp/nat-instance-zone1");
        if (mapping != null) {
            console.ec2.disassociateAddress(request -> request.associationId(mapping));
        }
        console.ec2.detachInternetGateway(request -> request.internetGatewayId(console.id("InternetGateway/internet"))
                .vpcId(console.vpc()));
    }

    private static List<DriftCase> subnets() {
        return List.of(
                drift(
                        "Subnet.mapPublicIpOnLaunch",
                        console -> console.ec2.modifySubnetAttribute(
                                request -> request.subnetId(console.id("Subnet/data-zone1"))
                                        .mapPublicIpOnLaunch(value -> value.value(true)))),
                drift("Subnet.tags", console -> console.untag("Subnet/app-zone1")),
                drift(
                        "Subnet.deleted",
                        console -> console.ec2.deleteSubnet(
                                request -> request.subnetId(console.id("Subnet/data-zone2")))));
    }

    private static List<DriftCase> tables() {
        return List.of(
                drift("RouteTable.tags", console -> console.untag("RouteTable/private")),
                drift("RouteTable.deleted", console -> {
                    for (String zone : List.of("zone1", "zone2")) {
                        String association = console.association("Subnet/data-" + zone);
                        console.ec2.disassociateRouteTable(request -> request.associationId(association));
                    }
                    console.ec2.deleteRouteTable(request -> request.routeTableId(console.id("RouteTable/isolated")));
                }),
                drift(
                        "MainRouteTable.routes",
                        console -> console.ec2.createRoute(
                                request -> request.routeTableId(console.id("MainRouteTable/main"))
                                        .destinationCidrBlock(ANYWHERE)
                                        .gatewayId(console.id("InternetGateway/internet")))),
                drift("RouteTableAssociation.subnet", console -> {
                    String association = console.association("Subnet/app-zone2");
                    console.ec2.disassociateRouteTable(request -> request.associationId(association));
                }),
                drift("RouteTableAssociation.table", console -> {
                    String association = console.association("Subnet/data-zone1");
                    console.ec2.replaceRouteTableAssociation(request ->
                            request.associationId(association).routeTableId(console.id("RouteTable/public")));
                }));
    }

    private static List<DriftCase> routes() {
        return List.of(
                drift(
                        "Route.table",
                        console ->
                                console.ec2.deleteRoute(request -> request.routeTableId(console.id("RouteTable/public"))
                                        .destinationCidrBlock(ANYWHERE))),
                drift("Route.destination", console -> {
                    console.ec2.deleteRoute(request -> request.routeTableId(console.id("RouteTable/private"))
                            .destinationCidrBlock(ANYWHERE));
                    console.ec2.createRoute(request -> request.routeTableId(console.id("RouteTable/private"))
                            .destinationCidrBlock("198.51.100.0/24")
                            .networkInterfaceId(console.id("NetworkInterface/nat-zone1")));
                }),
                drift(
                        "Route.target",
                        console -> console.ec2.replaceRoute(
                                request -> request.routeTableId(console.id("RouteTable/private"))
                                        .destinationCidrBlock(ANYWHERE)
                                        .gatewayId(console.id("InternetGateway/internet")))),
                drift(
                        "Route.unexpected",
                        console -> console.ec2.createRoute(
                                request -> request.routeTableId(console.id("RouteTable/isolated"))
                                        .destinationCidrBlock(ANYWHERE)
                                        .gatewayId(console.id("InternetGateway/internet")))));
    }
}
