package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.Ownership;
import io.stockade.aws.call.SingleDriver;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Route;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Writes routes. A table has one route to a destination, so the destination is the natural key. */
final class RouteDriver extends SingleDriver<Route> {
    private final Ec2 ec2;

    RouteDriver(Ec2 ec2) {
        this.ec2 = ec2;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.ROUTE;
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
                        switch (destination(desired)) {
                            case PREFIX_LIST -> request.destinationPrefixListId(desired.destination());
                            case IPV6 -> request.destinationIpv6CidrBlock(desired.destination());
                            case IPV4 -> request.destinationCidrBlock(desired.destination());
                        }
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

    @Override
    public Written update(Observed<Route> current, Route desired, Set<String> components) {
        Edits<Route> edits = Edits.of(current, desired, components, ec2.now())
                .change(
                        "target",
                        () -> ec2.call(
                                "ReplaceRoute",
                                kind(),
                                current.id(),
                                client -> client.replaceRoute(request -> {
                                    request.routeTableId(desired.table().id());
                                    switch (destination(desired)) {
                                        case PREFIX_LIST -> request.destinationPrefixListId(desired.destination());
                                        case IPV6 -> request.destinationIpv6CidrBlock(desired.destination());
                                        case IPV4 -> request.destinationCidrBlock(desired.destination());
                                    }
                                    RouteTarget.set(request, target(desired));
                                })));
        Written written = edits.written();
        Written healed = Written.now(edits.now().withLifecycle(Lifecycle.READY, ""));
        return written.problem() == null ? healed : written;
    }

    @Override
    protected Written deleteOne(Observed<Route> doomed) {
        Route route = doomed.value();
        return goneAfter(
                doomed,
                () -> ec2.call(
                        "DeleteRoute",
                        kind(),
                        doomed.id(),
                        client -> client.deleteRoute(request -> {
                            request.routeTableId(route.table().id());
                            switch (destination(route)) {
                                case PREFIX_LIST -> request.destinationPrefixListId(route.destination());
                                case IPV6 -> request.destinationIpv6CidrBlock(route.destination());
                                case IPV4 -> request.destinationCidrBlock(route.destination());
                            }
                        })));
    }

    @Override
    public Optional<Observed<Route>> readById(String id) {
        return RouteTables.find(ec2, id.substring(0, id.indexOf(':'))).stream()
                .flatMap(table -> RouteTables.routes(table, ec2.now()).stream())
                .filter(route -> route.id().equals(id))
                .findFirst();
    }

    private enum Destination {
        IPV4,
        IPV6,
        PREFIX_LIST
    }

    private static Destination destination(Route route) {
        if (route.destination().startsWith("pl-")) {
            return Destination.PREFIX_LIST;
        }
        return route.destination().indexOf(':') < 0 ? Destination.IPV4 : Destination.IPV6;
    }

    private static String target(Route route) {
        return Objects.requireNonNull(route.target().id());
    }
}
