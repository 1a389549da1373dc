package io.stockade.aws.ec2;

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

/** Finds the main route table of a VPC: AWS makes it with the VPC, and takes it away with it. */
final class MainRouteTableDriver extends Ec2Driver<MainRouteTable> {
    MainRouteTableDriver(Ec2 ec2) {
        super(ec2, ResourceKind.MAIN_ROUTE_TABLE);
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
    protected Written deleteOne(Observed<MainRouteTable> doomed) {
        return Written.gone(kind(), doomed.id());
    }

    @Override
    public Optional<Observed<MainRouteTable>> readById(String id) {
        return RouteTables.find(ec2, id).filter(RouteTables::isMain).map(table -> RouteTables.main(table, ec2.now()));
    }
}
