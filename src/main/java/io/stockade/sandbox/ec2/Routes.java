package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** What a route table shows: whether its routes lead anywhere, and those that gateway endpoints put in. */
final class Routes {
    private Routes() {}

    static RouteTable shown(Call call, RouteTable table) {
        List<Route> routes = new ArrayList<>();
        table.routes().forEach(route -> routes.add(shown(call, table, route)));
        for (VpcEndpoint endpoint : call.children(Kinds.VPC_ENDPOINT.table(), table.vpcId())) {
            boolean here = endpoint.vpcEndpointType() == VpcEndpointType.GATEWAY
                    && endpoint.routeTableIds().contains(table.routeTableId());
            if (here) {
                routes.add(Route.builder()
                        .destinationPrefixListId(PrefixLists.id(call.region(), endpoint.serviceName()))
                        .gatewayId(endpoint.vpcEndpointId())
                        .origin(RouteOrigin.CREATE_ROUTE)
                        .state(RouteState.ACTIVE)
                        .build());
            }
        }
        return table.toBuilder().routes(routes).build();
    }

    private static Route shown(Call call, RouteTable table, Route route) {
        if (route.networkInterfaceId() != null) {
            return throughInterface(call, route);
        }
        return route.toBuilder()
                .state(leads(call, table, route) ? RouteState.ACTIVE : RouteState.BLACKHOLE)
                .build();
    }

    private static boolean leads(Call call, RouteTable table, Route route) {
        if (route.natGatewayId() != null) {
            return Things.find(call, Kinds.NAT_GATEWAY, route.natGatewayId())
                    .filter(gateway ->
                            gateway.state() == NatGatewayState.AVAILABLE || gateway.state() == NatGatewayState.PENDING)
                    .isPresent();
        }
        if (route.gatewayId() != null && route.gatewayId().startsWith(Kinds.INTERNET_GATEWAY.prefix())) {
            return Things.find(call, Kinds.INTERNET_GATEWAY, route.gatewayId())
                    .filter(gateway -> gateway.attachments().stream()
                            .anyMatch(attachment -> attachment.vpcId().equals(table.vpcId())))
                    .isPresent();
        }
        return true;
    }

    /** VPC user guide, "Route states": a route through an interface needs an instance that it is attached to. */
    private static Route throughInterface(Call call, Route route) {
        Optional<NetworkInterface> networkInterface =
                Things.find(call, Kinds.NETWORK_INTERFACE, route.networkInterfaceId());
        String instanceId = networkInterface
                .filter(found -> found.attachment() != null)
                .map(found -> found.attachment().instanceId())
                .orElse("");
        if (Instances.isUp(call, instanceId)) {
            return route.toBuilder()
                    .instanceId(instanceId)
                    .instanceOwnerId(call.account())
                    .state(RouteState.ACTIVE)
                    .build();
        }
        return route.toBuilder().state(RouteState.BLACKHOLE).build();
    }
}
