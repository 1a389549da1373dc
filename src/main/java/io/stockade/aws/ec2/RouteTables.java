package io.stockade.aws.ec2;

import io.stockade.aws.call.ListReader;
import io.stockade.aws.call.Pages;
import io.stockade.aws.call.StateWords;
import io.stockade.cloud.Listed;
import io.stockade.cloud.Reader;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.MainRouteTable;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Route;
import io.stockade.graph.RouteTable;
import io.stockade.graph.RouteTableAssociation;
import io.stockade.graph.Tags;
import io.stockade.net.Cidr;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationState;

/** Route tables as EC2 shows them, with the routes and associations that stand in them. */
final class RouteTables {
    /** AWS gives at most this many route tables a page. */
    static final int PAGE = 100;

    /** Origins of routes that nobody wrote: the local ones, those of a VPN gateway, those of a route server. */
    private static final Set<String> BY_AWS = Set.of("CreateRouteTable", "EnableVgwRoutePropagation", "Advertisement");

    /** Origins of routes that somebody wrote. */
    private static final Set<String> BY_SOMEBODY = Set.of("CreateRoute", "null");

    private static final StateWords ASSOCIATIONS = StateWords.of(Map.of(
                    "associating", Lifecycle.PENDING,
                    "associated", Lifecycle.READY,
                    "disassociating", Lifecycle.DELETING,
                    "failed", Lifecycle.BROKEN))
            .readyIfSilent();

    /** "Filtered" is not here: AWS does not say what it means. */
    private static final StateWords ROUTES = StateWords.of(
                    Map.of("active", Lifecycle.READY, "blackhole", Lifecycle.BROKEN))
            .readyIfSilent();

    private RouteTables() {}

    static Reader reader(Ec2 ec2, InVpcs inVpcs) {
        Set<ResourceKind> kinds = Set.of(
                ResourceKind.ROUTE_TABLE,
                ResourceKind.MAIN_ROUTE_TABLE,
                ResourceKind.ROUTE,
                ResourceKind.ROUTE_TABLE_ASSOCIATION);
        return new ListReader(kinds, Reader.Narrowing.VPC, scope -> {
                    Instant now = ec2.now();
                    var all = inVpcs.list(
                            scope,
                            filters -> list(ec2, filters),
                            software.amazon.awssdk.services.ec2.model.RouteTable::vpcId);
                    return all.stream()
                            .flatMap(table -> everythingIn(table, now).map(thing -> Listed.in(table.vpcId(), thing)))
                            .toList();
                })
                .reading(id -> find(ec2, id).stream()
                        .flatMap(table -> everythingIn(table, ec2.now()))
                        .toList());
    }

    static List<software.amazon.awssdk.services.ec2.model.RouteTable> list(Ec2 ec2, List<Filter> filters) {
        return Pages.all(
                token -> ec2.call(
                        "DescribeRouteTables",
                        ResourceKind.ROUTE_TABLE,
                        "",
                        client -> client.describeRouteTables(request ->
                                request.filters(filters).maxResults(PAGE).nextToken(token))),
                DescribeRouteTablesResponse::routeTables,
                DescribeRouteTablesResponse::nextToken);
    }

    static Optional<software.amazon.awssdk.services.ec2.model.RouteTable> find(Ec2 ec2, String id) {
        return ec2.one(() -> ec2.call(
                        "DescribeRouteTables",
                        ResourceKind.ROUTE_TABLE,
                        id,
                        client -> client.describeRouteTables(request -> request.routeTableIds(id)))
                .routeTables());
    }

    static Stream<Observed<?>> everythingIn(software.amazon.awssdk.services.ec2.model.RouteTable table, Instant now) {
        List<Observed<?>> all = new ArrayList<>();
        if (isMain(table)) {
            all.add(main(table, now));
        }
        // A table of ours that somebody made the main one is still ours.
        if (!isMain(table) || Owner.of(Ec2Tags.of(table.tags())).isPresent()) {
            all.add(seen(table, now));
        }
        all.addAll(routes(table, now));
        all.addAll(associations(table, now));
        return all.stream();
    }

    static boolean isMain(software.amazon.awssdk.services.ec2.model.RouteTable table) {
        return table.associations().stream().anyMatch(association -> Boolean.TRUE.equals(association.main()));
    }

    static Observed<RouteTable> seen(software.amazon.awssdk.services.ec2.model.RouteTable table, Instant now) {
        Tags tags = Ec2Tags.of(table.tags());
        return Observed.ready(new RouteTable(Ref.known(table.vpcId()), tags), table.routeTableId(), now);
    }

    static Observed<MainRouteTable> main(software.amazon.awssdk.services.ec2.model.RouteTable table, Instant now) {
        return Observed.ready(new MainRouteTable(Ref.known(table.vpcId())), table.routeTableId(), now);
    }

    /** The routes that somebody wrote: without the local ones, those of gateway endpoints, and propagated ones. */
    static List<Observed<Route>> routes(software.amazon.awssdk.services.ec2.model.RouteTable table, Instant now) {
        return table.routes().stream()
                .filter(route -> !madeByAws(route))
                .map(route -> route(table.routeTableId(), route, now))
                .toList();
    }

    /** The explicit associations with subnets; those with gateways have no subnet. */
    static List<Observed<RouteTableAssociation>> associations(
            software.amazon.awssdk.services.ec2.model.RouteTable table, Instant now) {
        return table.associations().stream()
                .filter(association -> association.subnetId() != null && !Boolean.TRUE.equals(association.main()))
                .filter(association -> !hasState(association, "disassociated"))
                .map(association -> association(table.routeTableId(), association, now))
                .toList();
    }

    private static Observed<RouteTableAssociation> association(
            String table, software.amazon.awssdk.services.ec2.model.RouteTableAssociation association, Instant now) {
        RouteTableAssociation value = new RouteTableAssociation(Ref.known(association.subnetId()), Ref.known(table));
        Observed<RouteTableAssociation> seen = Observed.ready(value, association.routeTableAssociationId(), now);
        RouteTableAssociationState state = association.associationState();
        return state == null
                ? seen
                : ASSOCIATIONS.judge(
                        seen, state.stateAsString(), state.statusMessage() == null ? "" : state.statusMessage());
    }

    private static boolean hasState(
            software.amazon.awssdk.services.ec2.model.RouteTableAssociation association, String state) {
        return association.associationState() != null
                && state.equals(association.associationState().stateAsString());
    }

    private static boolean madeByAws(software.amazon.awssdk.services.ec2.model.Route route) {
        boolean ofGatewayEndpoint = route.destinationPrefixListId() != null
                && route.gatewayId() != null
                && route.gatewayId().startsWith("vpce-");
        return "local".equals(route.gatewayId())
                || ofGatewayEndpoint
                || BY_AWS.contains(String.valueOf(route.originAsString()));
    }

    private static Observed<Route> route(
            String table, software.amazon.awssdk.services.ec2.model.Route route, Instant now) {
        Route value = new Route(Ref.known(table), destination(route), Ref.known(target(route)));
        Observed<Route> seen = Observed.ready(value, id(value), now);
        String origin = String.valueOf(route.originAsString());
        if (!BY_SOMEBODY.contains(origin)) {
            // It may well be AWS's own.
            return StateWords.unknown(seen, "origin", origin);
        }
        boolean blackhole = "blackhole".equals(route.stateAsString());
        return ROUTES.judge(
                seen, route.stateAsString(), blackhole ? "blackhole: what it leads to is gone or not running" : "");
    }

    static String id(Route route) {
        return route.table().text() + ":" + route.destination();
    }

    private static String destination(software.amazon.awssdk.services.ec2.model.Route route) {
        if (route.destinationPrefixListId() != null) {
            return route.destinationPrefixListId();
        }
        String range =
                route.destinationCidrBlock() == null ? route.destinationIpv6CidrBlock() : route.destinationCidrBlock();
        return Cidr.find(String.valueOf(range)).map(Cidr::text).orElse(String.valueOf(range));
    }

    /** A route to an attached interface names the instance too; the interface is what was asked for. */
    private static String target(software.amazon.awssdk.services.ec2.model.Route route) {
        return first(
                route.networkInterfaceId(),
                route.natGatewayId(),
                route.gatewayId(),
                route.instanceId(),
                route.transitGatewayId(),
                route.vpcPeeringConnectionId(),
                route.egressOnlyInternetGatewayId(),
                route.localGatewayId(),
                route.carrierGatewayId(),
                route.coreNetworkArn(),
                route.odbNetworkArn());
    }

    private static String first(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isEmpty()) {
                return candidate;
            }
        }
        return "unknown";
    }
}
