package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.Ownership;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Route;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Writes routes. A table has one route to a destination, so the destination is the natural key. */
final class RouteDriver extends Ec2Driver<Route> {
    RouteDriver(Ec2 ec2) {
        super(ec2, ResourceKind.ROUTE);
    }

    @Override
    protected Written createOne(Creation<Route> creation) {
        Route desired = creation.desired();
        String id = RouteTables.id(desired);
        try {
            ec2.call(
                    "CreateRoute",
                    kind(),
                    id,
                    client -> client.createRoute(request -> {
                        request.routeTableId(desired.table().id());
                        RouteDestination.of(desired).create().accept(request, desired.destination());
                        RouteTarget.set(request, target(desired));
                    }));
        } catch (CloudException refusal) {
            if (refusal.category() != Category.ALREADY_EXISTS) {
                throw refusal;
            }
            // The table is ours, so what stands in it is to be kept right by us, wherever it leads now.
            return Written.now(readById(id).orElseThrow(() -> Ownership.notShownYet(refusal)));
        }
        return Written.now(Observed.ready(desired, id, ec2.now()));
    }

    /** A route that leads to nothing works again once it leads to something else. */
    @Override
    public Written update(Observed<Route> current, Route desired, Set<String> components) {
        Written written = super.update(current, desired, components);
        return written.problem() == null ? Written.now(Observed.ready(desired, current.id(), ec2.now())) : written;
    }

    @Override
    protected Edits<Route> changes(Edits<Route> edits, String id, Route desired) {
        return edits.change(
                "target",
                () -> ec2.call(
                        "ReplaceRoute",
                        kind(),
                        id,
                        client -> client.replaceRoute(request -> {
                            request.routeTableId(desired.table().id());
                            RouteDestination.of(desired).replace().accept(request, desired.destination());
                            RouteTarget.set(request, target(desired));
                        })));
    }

    @Override
    protected Written deleteOne(Observed<Route> doomed) {
        Route route = doomed.value();
        return goneAfter(
                doomed,
                "DeleteRoute",
                client -> client.deleteRoute(request -> {
                    request.routeTableId(route.table().id());
                    RouteDestination.of(route).delete().accept(request, route.destination());
                }));
    }

    @Override
    public Optional<Observed<Route>> readById(String id) {
        return RouteTables.find(ec2, id.substring(0, id.indexOf(':'))).stream()
                .flatMap(table -> RouteTables.routes(table, ec2.now()).stream())
                .filter(route -> route.id().equals(id))
                .findFirst();
    }

    private static String target(Route route) {
        return Objects.requireNonNull(route.target().id());
    }
}
