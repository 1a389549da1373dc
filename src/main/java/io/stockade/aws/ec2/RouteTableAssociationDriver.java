package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.Ownership;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.RouteTableAssociation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes which route table a subnet uses. AWS gives the association another id whenever its table changes. */
final class RouteTableAssociationDriver extends Ec2Driver<RouteTableAssociation> {
    RouteTableAssociationDriver(Ec2 ec2) {
        super(ec2, ResourceKind.ROUTE_TABLE_ASSOCIATION);
    }

    @Override
    protected Written createOne(Creation<RouteTableAssociation> creation) {
        RouteTableAssociation desired = creation.desired();
        String subnet = Objects.requireNonNull(desired.subnet().id());
        try {
            String id = ec2.call(
                            "AssociateRouteTable",
                            kind(),
                            subnet,
                            client -> client.associateRouteTable(request -> request.subnetId(subnet)
                                    .routeTableId(desired.table().id())))
                    .associationId();
            return Written.now(Observed.ready(desired, id, ec2.now()));
        } catch (CloudException refusal) {
            if (refusal.category() != Category.ALREADY_EXISTS) {
                throw refusal;
            }
            // A subnet has one association, which is to be kept right by us, whatever table it names now. One on its
            // way out leaves room for ours only when it is gone.
            return Written.now(find("association.subnet-id", subnet)
                    .filter(association -> association.value().subnet().text().equals(subnet))
                    .filter(association -> association.lifecycle() != Lifecycle.DELETING)
                    .findFirst()
                    .orElseThrow(() -> Ownership.notShownYet(refusal)));
        }
    }

    @Override
    protected Edits<RouteTableAssociation> changes(
            Edits<RouteTableAssociation> edits, String id, RouteTableAssociation desired) {
        return edits.exchange(
                "table",
                () -> ec2.call(
                                "ReplaceRouteTableAssociation",
                                kind(),
                                id,
                                client -> client.replaceRouteTableAssociation(request -> request.associationId(id)
                                        .routeTableId(desired.table().id())))
                        .newAssociationId());
    }

    @Override
    protected Written deleteOne(Observed<RouteTableAssociation> doomed) {
        return goneAfter(
                doomed,
                "DisassociateRouteTable",
                client -> client.disassociateRouteTable(request -> request.associationId(doomed.id())));
    }

    @Override
    public Optional<Observed<RouteTableAssociation>> readById(String id) {
        return find("association.route-table-association-id", id)
                .filter(association -> association.id().equals(id))
                .findFirst();
    }

    /** The associations of the tables that have one like this. */
    private Stream<Observed<RouteTableAssociation>> find(String filter, String value) {
        return RouteTables.list(ec2, List.of(Filters.by(filter, value))).stream()
                .flatMap(table -> RouteTables.associations(table, ec2.now()).stream());
    }
}
