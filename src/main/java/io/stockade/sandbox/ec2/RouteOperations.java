package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteResponse;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** Routes: entries of a table, named by their destination. */
final class RouteOperations {
    private RouteOperations() {}

    static void register(Operations operations) {
        operations
                .add(CreateRouteRequest.class, RouteOperations::create)
                .add(ReplaceRouteRequest.class, RouteOperations::replace)
                .add(DeleteRouteRequest.class, RouteOperations::delete);
    }

    /** Where packets go and what way, as the requests for creating and replacing have it in common. */
    private record Wanted(
            @Nullable String range,
            @Nullable String ipv6Range,
            @Nullable String prefixList,
            @Nullable String gateway,
            @Nullable String natGateway,
            @Nullable String networkInterface,
            @Nullable String instance) {
        String destination() {
            List<String> given = Stream.of(range, ipv6Range, prefixList)
                    .filter(Objects::nonNull)
                    .toList();
            if (given.size() != 1) {
                throw AwsError.of(
                        "InvalidParameterCombination", "Exactly one destination must be given, got " + given.size());
            }
            String only = given.get(0);
            return prefixList == null
                    ? Ranges.parse("destinationCidrBlock", only).text()
                    : only;
        }
    }

    private static CreateRouteResponse create(Call call, CreateRouteRequest request) {
        RouteTable table = Things.require(call, Kinds.ROUTE_TABLE, request.routeTableId());
        Wanted wanted = new Wanted(
                request.destinationCidrBlock(),
                request.destinationIpv6CidrBlock(),
                request.destinationPrefixListId(),
                request.gatewayId(),
                request.natGatewayId(),
                request.networkInterfaceId(),
                request.instanceId());
        String destination = wanted.destination();
        Route route = route(call, table, wanted, destination);
        Optional<Route> before = find(table, destination);
        if (before.isPresent()) {
            // API reference, CreateRoute: repeating it for the same target is no error, for another one it is.
            if (sameTarget(before.get(), route)) {
                return CreateRouteResponse.builder().returnValue(true).build();
            }
            throw AwsError.of("RouteAlreadyExists", "The route identified by " + destination + " already exists.");
        }
        List<Route> routes = new ArrayList<>(table.routes());
        routes.add(route);
        RouteTableOperations.put(call, table.toBuilder().routes(routes).build());
        return CreateRouteResponse.builder().returnValue(true).build();
    }

    private static ReplaceRouteResponse replace(Call call, ReplaceRouteRequest request) {
        RouteTable table = Things.require(call, Kinds.ROUTE_TABLE, request.routeTableId());
        Wanted wanted = new Wanted(
                request.destinationCidrBlock(),
                request.destinationIpv6CidrBlock(),
                request.destinationPrefixListId(),
                request.gatewayId(),
                request.natGatewayId(),
                request.networkInterfaceId(),
                request.instanceId());
        String destination = wanted.destination();
        Route before = find(table, destination)
                .orElseThrow(() -> AwsError.invalidParameter("There is no route defined for '" + destination
                        + "' in the route table. Use CreateRoute instead."));
        Route after = route(call, table, wanted, destination);
        List<Route> routes = new ArrayList<>(table.routes());
        routes.set(routes.indexOf(before), after);
        RouteTableOperations.put(call, table.toBuilder().routes(routes).build());
        return ReplaceRouteResponse.builder().build();
    }

    private static DeleteRouteResponse delete(Call call, DeleteRouteRequest request) {
        RouteTable table = Things.require(call, Kinds.ROUTE_TABLE, request.routeTableId());
        String destination = new Wanted(
                        request.destinationCidrBlock(),
                        request.destinationIpv6CidrBlock(),
                        request.destinationPrefixListId(),
                        null,
                        null,
                        null,
                        null)
                .destination();
        Route route = find(table, destination)
                .orElseThrow(() -> AwsError.of(
                        "InvalidRoute.NotFound",
                        "no route with destination-cidr-block " + destination + " in route table "
                                + table.routeTableId()));
        if (route.origin() == RouteOrigin.CREATE_ROUTE_TABLE) {
            throw AwsError.invalidParameter(
                    "cannot remove local route " + destination + " in route table " + table.routeTableId());
        }
        List<Route> routes = new ArrayList<>(table.routes());
        routes.remove(route);
        RouteTableOperations.put(call, table.toBuilder().routes(routes).build());
        return DeleteRouteResponse.builder().build();
    }

    private static Optional<Route> find(RouteTable table, String destination) {
        return table.routes().stream()
                .filter(route -> destination.equals(route.destinationCidrBlock())
                        || destination.equals(route.destinationIpv6CidrBlock())
                        || destination.equals(route.destinationPrefixListId()))
                .findFirst();
    }

    private static boolean sameTarget(Route one, Route other) {
        return Objects.equals(one.gatewayId(), other.gatewayId())
                && Objects.equals(one.natGatewayId(), other.natGatewayId())
                && Objects.equals(one.networkInterfaceId(), other.networkInterfaceId());
    }

    private static Route route(Call call, RouteTable table, Wanted wanted, String destination) {
        Route.Builder route = Route.builder().origin(RouteOrigin.CREATE_ROUTE);
        if (wanted.prefixList() != null) {
            route.destinationPrefixListId(destination);
        } else if (wanted.ipv6Range() != null) {
            route.destinationIpv6CidrBlock(destination);
        } else {
            route.destinationCidrBlock(destination);
        }
        if (wanted.gateway() != null) {
            checkGateway(call, table, wanted.gateway());
            return route.gatewayId(wanted.gateway()).build();
        }
        if (wanted.natGateway() != null) {
            checkNatGateway(call, table, wanted.natGateway());
            return route.natGatewayId(wanted.natGateway()).build();
        }
        if (wanted.networkInterface() != null) {
            return route.networkInterfaceId(interfaceIn(call, table, wanted.networkInterface()))
                    .build();
        }
        if (wanted.instance() != null) {
            return route.networkInterfaceId(interfaceIn(call, table, Instances.onlyInterface(call, wanted.instance())))
                    .build();
        }
        throw AwsError.missingParameter("target of the route");
    }

    private static void checkGateway(Call call, RouteTable table, String id) {
        if (id.equals("local")) {
            throw AwsError.invalidParameter("the local route is AWS's own");
        }
        if (id.startsWith(Kinds.VPC_ENDPOINT.prefix())) {
            throw AwsError.of("RouteNotSupported", "Route table contains unsupported route target: " + id);
        }
        // For a route it is this code, and not the one of the gateway's own calls.
        InternetGateway gateway = Things.find(call, Kinds.INTERNET_GATEWAY, id)
                .orElseThrow(
                        () -> AwsError.of("InvalidGatewayID.NotFound", "The gateway ID '" + id + "' does not exist"));
        boolean here = gateway.attachments().stream()
                .anyMatch(attachment -> attachment.vpcId().equals(table.vpcId()));
        if (!here) {
            throw AwsError.invalidParameter("route table " + table.routeTableId() + " and network gateway " + id
                    + " belong to different networks");
        }
    }

    private static void checkNatGateway(Call call, RouteTable table, String id) {
        NatGateway gateway = Things.find(call, Kinds.NAT_GATEWAY, id)
                .filter(found -> found.state() == NatGatewayState.AVAILABLE || found.state() == NatGatewayState.PENDING)
                .orElseThrow(() ->
                        AwsError.of("InvalidNatGatewayID.NotFound", "The natGateway ID '" + id + "' does not exist"));
        if (!gateway.vpcId().equals(table.vpcId())) {
            throw AwsError.invalidParameter(
                    "route table " + table.routeTableId() + " and nat gateway " + id + " belong to different networks");
        }
    }

    private static String interfaceIn(Call call, RouteTable table, String id) {
        NetworkInterface networkInterface = Things.require(call, Kinds.NETWORK_INTERFACE, id);
        if (!networkInterface.vpcId().equals(table.vpcId())) {
            throw AwsError.invalidParameter(
                    "route table " + table.routeTableId() + " and interface " + id + " belong to different networks");
        }
        return id;
    }
}
