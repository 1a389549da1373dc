package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.SingleDriver;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.MainRouteTable;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Finds the main route table of a VPC: AWS makes it with the VPC, and takes it away with it. */
final class MainRouteTableDriver extends SingleDriver<MainRouteTable> {
    private final Ec2 ec2;

    MainRouteTableDriver(Ec2 ec2) {
        this.ec2 = ec2;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.MAIN_ROUTE_TABLE;
    }

    @Override
    protected Written createOne(Creation<MainRouteTable> creation) {
        String vpc = Objects.requireNonNull(creation.desired().vpc().id());
        List<Observed<?>> found =
                RouteTables.list(ec2, List.of(Filters.by("vpc-id", vpc), Filters.by("association.main", "true")))
                        .stream()
                        .flatMap(table -> RouteTables.everythingIn(table, ec2.now()))
                        .toList();
        if (found.isEmpty()) {
            throw new CloudException(
                    Category.DEPENDENCY,
                    "DescribeRouteTables",
                    "",
                    "DescribeRouteTables " + kind() + " of " + vpc + ": AWS does not show it yet",
                    null);
        }
        return Written.now(found);
    }

    @Override
    public Written update(Observed<MainRouteTable> current, MainRouteTable desired, Set<String> components) {
        return Edits.of(current, desired, components, ec2.now()).written();
    }

    @Override
    protected Written deleteOne(Observed<MainRouteTable> doomed) {
        return Written.gone(kind(), doomed.id());
    }

    @Override
    public Optional<Observed<MainRouteTable>> readById(String id) {
        return RouteTables.find(ec2, id).filter(RouteTables::isMain).map(table -> RouteTables.main(table, ec2.now()));
    }
}
