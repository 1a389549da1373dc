package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.Ownership;
import io.stockade.aws.call.SingleDriver;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.RouteTableAssociation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Writes which route table a subnet uses. A subnet has at most one association, known here by the subnet's id. */
final class RouteTableAssociationDriver extends SingleDriver<RouteTableAssociation> {
    private final Ec2 ec2;

    RouteTableAssociationDriver(Ec2 ec2) {
        this.ec2 = ec2;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.ROUTE_TABLE_ASSOCIATION;
    }

    @Override
    protected Written createOne(Creation<RouteTableAssociation> creation) {
        RouteTableAssociation desired = creation.desired();
        String subnet = Objects.requireNonNull(desired.subnet().id());
        try {
            ec2.call(
                    "AssociateRouteTable",
                    kind(),
                    subnet,
                    client -> client.associateRouteTable(request -> request.subnetId(subnet)
                            .routeTableId(desired.table().id())));
        } catch (CloudException refusal) {
            if (refusal.category() != Category.ALREADY_EXISTS) {
                throw refusal;
            }
            return Written.now(readById(subnet).orElseThrow(() -> Ownership.notShownYet(refusal)));
        }
        return Written.now(Observed.ready(desired, subnet, ec2.now()));
    }

    @Override
    public Written update(
            Observed<RouteTableAssociation> current, RouteTableAssociation desired, Set<String> components) {
        return Edits.of(current, desired, components, ec2.now())
                .change("table", () -> replace(current.id(), desired))
                .written();
    }

    @Override
    protected Written deleteOne(Observed<RouteTableAssociation> doomed) {
        Optional<String> association = associationId(doomed.id());
        if (association.isEmpty()) {
            return Written.gone(kind(), doomed.id());
        }
        return goneAfter(
                doomed,
                () -> ec2.call(
                        "DisassociateRouteTable",
                        kind(),
                        doomed.id(),
                        client -> client.disassociateRouteTable(request -> request.associationId(association.get()))));
    }

    @Override
    public Optional<Observed<RouteTableAssociation>> readById(String id) {
        return tablesOf(id).stream()
                .flatMap(table -> RouteTables.associations(table, ec2.now()).stream())
                .filter(association -> association.id().equals(id))
                .findFirst();
    }

    private void replace(String subnet, RouteTableAssociation desired) {
        String association = associationId(subnet)
                .orElseThrow(() -> new CloudException(
                        Category.NOT_FOUND,
                        "ReplaceRouteTableAssociation",
                        "",
                        "ReplaceRouteTableAssociation " + kind() + " " + subnet + ": the subnet has no association",
                        null));
        ec2.call(
                "ReplaceRouteTableAssociation",
                kind(),
                subnet,
                client -> client.replaceRouteTableAssociation(request -> request.associationId(association)
                        .routeTableId(desired.table().id())));
    }

    /** AWS's id of the association, which is a new one after every change of the table: read when it is needed. */
    private Optional<String> associationId(String subnet) {
        return tablesOf(subnet).stream()
                .flatMap(table -> table.associations().stream())
                .filter(association -> subnet.equals(association.subnetId()))
                .map(association -> association.routeTableAssociationId())
                .findFirst();
    }

    private List<software.amazon.awssdk.services.ec2.model.RouteTable> tablesOf(String subnet) {
        return RouteTables.list(ec2, List.of(Filters.by("association.subnet-id", subnet)));
    }
}
