package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.SingleDriver;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.RouteTable;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Writes route tables. */
final class RouteTableDriver extends SingleDriver<RouteTable> {
    private final Ec2 ec2;

    RouteTableDriver(Ec2 ec2) {
        this.ec2 = ec2;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.ROUTE_TABLE;
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
    public Written update(Observed<RouteTable> current, RouteTable desired, Set<String> components) {
        return Edits.of(current, desired, components, ec2.now())
                .tags(Ec2Tags.put(ec2, kind(), current.id()))
                .written();
    }

    @Override
    protected Written deleteOne(Observed<RouteTable> doomed) {
        return goneAfter(
                doomed,
                () -> ec2.call(
                        "DeleteRouteTable",
                        kind(),
                        doomed.id(),
                        client -> client.deleteRouteTable(request -> request.routeTableId(doomed.id()))));
    }

    @Override
    public Optional<Observed<RouteTable>> readById(String id) {
        return RouteTables.find(ec2, id).map(table -> RouteTables.seen(table, ec2.now()));
    }
}
