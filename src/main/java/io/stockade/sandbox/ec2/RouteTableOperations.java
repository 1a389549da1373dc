package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.ClientToken;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationState;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Route tables. */
final class RouteTableOperations {
    /** API reference, DescribeRouteTables: at most 100 in an answer, unlike nearly everything else. */
    private static final int PAGE_SIZE = 100;

    private static final Filters<RouteTable> FILTERS = new Filters<RouteTable>()
            .one("vpc-id", RouteTable::vpcId)
            .one("route-table-id", RouteTable::routeTableId)
            .one("owner-id", RouteTable::ownerId)
            .each("association.main", RouteTable::associations, RouteTableAssociation::main)
            .each("association.subnet-id", RouteTable::associations, RouteTableAssociation::subnetId)
            .each("association.gateway-id", RouteTable::associations, RouteTableAssociation::gatewayId)
            .each("association.route-table-id", RouteTable::associations, RouteTableAssociation::routeTableId)
            .each(
                    "association.route-table-association-id",
                    RouteTable::associations,
                    RouteTableAssociation::routeTableAssociationId)
            .each("route.destination-cidr-block", RouteTable::routes, Route::destinationCidrBlock)
            .each("route.destination-ipv6-cidr-block", RouteTable::routes, Route::destinationIpv6CidrBlock)
            .each("route.destination-prefix-list-id", RouteTable::routes, Route::destinationPrefixListId)
            .each("route.gateway-id", RouteTable::routes, Route::gatewayId)
            .each("route.instance-id", RouteTable::routes, Route::instanceId)
            .each("route.nat-gateway-id", RouteTable::routes, Route::natGatewayId)
            .each("route.origin", RouteTable::routes, Route::originAsString)
            .each("route.state", RouteTable::routes, Route::stateAsString);

    private RouteTableOperations() {}

    static void register(Operations operations) {
        operations
                .add(CreateRouteTableRequest.class, RouteTableOperations::create)
                .add(DescribeRouteTablesRequest.class, RouteTableOperations::describe)
                .add(DeleteRouteTableRequest.class, RouteTableOperations::delete);
    }

    static boolean isMain(RouteTable table) {
        return table.associations().stream().anyMatch(RouteTableAssociation::main);
    }

    /** The main table of a new VPC, with its implicit association. */
    static void createMain(Call call, Vpc vpc) {
        RouteTable table = table(call, vpc, List.of());
        RouteTableAssociation main =
                association(call, table.routeTableId()).main(true).build();
        put(call, table.toBuilder().associations(main).build());
    }

    static RouteTableAssociation.Builder association(Call call, String tableId) {
        return RouteTableAssociation.builder()
                .routeTableAssociationId(call.newId("rtbassoc-"))
                .routeTableId(tableId)
                .main(false)
                .associationState(RouteTableAssociationState.builder()
                        .state(RouteTableAssociationStateCode.ASSOCIATED)
                        .build());
    }

    static void put(Call call, RouteTable table) {
        Things.put(call, Kinds.ROUTE_TABLE, table.routeTableId(), table);
    }

    private static RouteTable table(Call call, Vpc vpc, List<Tag> tags) {
        return RouteTable.builder()
                .routeTableId(call.newId(Kinds.ROUTE_TABLE.prefix()))
                .vpcId(vpc.vpcId())
                .ownerId(call.account())
                .associations(List.of())
                .propagatingVgws(List.of())
                .routes(Route.builder()
                        .destinationCidrBlock(vpc.cidrBlock())
                        .gatewayId("local")
                        .origin(RouteOrigin.CREATE_ROUTE_TABLE)
                        .state(RouteState.ACTIVE)
                        .build())
                .tags(tags)
                .build();
    }

    private static CreateRouteTableResponse create(Call call, CreateRouteTableRequest request) {
        String id = ClientToken.once(call, request, () -> {
            Vpc vpc = Things.require(call, Kinds.VPC, request.vpcId());
            RouteTable table = table(call, vpc, Tags.of(call, Kinds.ROUTE_TABLE, request.tagSpecifications()));
            put(call, table);
            return table.routeTableId();
        });
        RouteTable table = Things.require(call, Kinds.ROUTE_TABLE, id);
        return CreateRouteTableResponse.builder()
                .routeTable(Routes.shown(call, table))
                .clientToken(request.clientToken())
                .build();
    }

    private static DescribeRouteTablesResponse describe(Call call, DescribeRouteTablesRequest request) {
        Page<RouteTable> page = Listing.of(call, Kinds.ROUTE_TABLE)
                .ids(request.routeTableIds())
                .shown(table -> Routes.shown(call, table))
                .filters(FILTERS, request.filters())
                .pageSize(PAGE_SIZE)
                .page(request.maxResults(), request.nextToken())
                .get();
        return DescribeRouteTablesResponse.builder()
                .routeTables(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static DeleteRouteTableResponse delete(Call call, DeleteRouteTableRequest request) {
        RouteTable table = Things.require(call, Kinds.ROUTE_TABLE, request.routeTableId());
        if (!table.associations().isEmpty()) {
            throw AwsError.dependencyViolation(
                    "The routeTable '" + table.routeTableId() + "' has dependencies and cannot be deleted.");
        }
        VpcEndpointOperations.forgetRouteTable(call, table);
        call.remove(Kinds.ROUTE_TABLE.table(), table.routeTableId());
        return DeleteRouteTableResponse.builder().build();
    }
}
