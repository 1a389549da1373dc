package io.stockade.aws.ec2;

import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.RouteTable;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Writes route tables. */
final class RouteTableDriver extends Ec2Driver<RouteTable> {
    RouteTableDriver(Ec2 ec2) {
        super(ec2, ResourceKind.ROUTE_TABLE);
    }

    @Override
    protected Written createOne(Creation<RouteTable> creation) {
        RouteTable desired = creation.desired();
        var made = ec2.call(
                        "CreateRouteTable",
                        kind(),
                        creation.address().name(),
                        client -> client.createRouteTable(
                                request -> request.vpcId(desired.vpc().id())
                                        .clientToken(creation.token())
                                        .tagSpecifications(Ec2Tags.on(ResourceType.ROUTE_TABLE, desired.tags()))))
                .routeTable();
        return Written.now(RouteTables.seen(made, ec2.now()));
    }

    @Override
    protected Written deleteOne(Observed<RouteTable> doomed) {
        return goneAfter(
                doomed,
                "DeleteRouteTable",
                client -> client.deleteRouteTable(request -> request.routeTableId(doomed.id())));
    }

    @Override
    public Optional<Observed<RouteTable>> readById(String id) {
        return RouteTables.find(ec2, id).map(table -> RouteTables.seen(table, ec2.now()));
    }
}
