package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationResponse;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Which subnet follows which route table; a subnet has one association at most. */
final class RouteAssociationOperations {
    private RouteAssociationOperations() {}

    static void register(Operations operations) {
        operations
                .add(AssociateRouteTableRequest.class, RouteAssociationOperations::associate)
                .add(DisassociateRouteTableRequest.class, RouteAssociationOperations::disassociate)
                .add(ReplaceRouteTableAssociationRequest.class, RouteAssociationOperations::replace);
    }

    /** A table and one of its associations. */
    private record Found(RouteTable table, RouteTableAssociation association) {}

    /** Drops the association of a subnet that goes. */
    static void forget(Call call, Subnet subnet) {
        ofSubnet(call, subnet).ifPresent(found -> remove(call, found));
    }

    private static AssociateRouteTableResponse associate(Call call, AssociateRouteTableRequest request) {
        RouteTable table = Things.require(call, Kinds.ROUTE_TABLE, request.routeTableId());
        Subnet subnet = Things.require(call, Kinds.SUBNET, request.subnetId());
        if (!table.vpcId().equals(subnet.vpcId())) {
            throw AwsError.invalidParameter("route table " + table.routeTableId() + " and subnet " + subnet.subnetId()
                    + " belong to different networks");
        }
        Optional<Found> before = ofSubnet(call, subnet);
        if (before.isPresent()) {
            throw AwsError.of(
                    "Resource.AlreadyAssociated",
                    "the specified association for route table " + table.routeTableId()
                            + " conflicts with an existing association");
        }
        RouteTableAssociation association = RouteTableOperations.association(call, table.routeTableId())
                .subnetId(subnet.subnetId())
                .build();
        add(call, table, association);
        return AssociateRouteTableResponse.builder()
                .associationId(association.routeTableAssociationId())
                .associationState(association.associationState())
                .build();
    }

    private static DisassociateRouteTableResponse disassociate(Call call, DisassociateRouteTableRequest request) {
        Found found = require(call, request.associationId());
        if (found.association().main()) {
            throw AwsError.invalidParameter("cannot disassociate the main route table association "
                    + found.association().routeTableAssociationId());
        }
        remove(call, found);
        return DisassociateRouteTableResponse.builder().build();
    }

    private static ReplaceRouteTableAssociationResponse replace(
            Call call, ReplaceRouteTableAssociationRequest request) {
        Found found = require(call, request.associationId());
        RouteTable table = Things.require(call, Kinds.ROUTE_TABLE, request.routeTableId());
        if (!table.vpcId().equals(found.table().vpcId())) {
            throw AwsError.invalidParameter("route tables " + table.routeTableId() + " and "
                    + found.table().routeTableId() + " belong to different networks");
        }
        remove(call, found);
        RouteTableAssociation association = RouteTableOperations.association(call, table.routeTableId())
                .main(found.association().main())
                .subnetId(found.association().subnetId())
                .build();
        add(call, Things.require(call, Kinds.ROUTE_TABLE, table.routeTableId()), association);
        return ReplaceRouteTableAssociationResponse.builder()
                .newAssociationId(association.routeTableAssociationId())
                .associationState(association.associationState())
                .build();
    }

    private static Optional<Found> ofSubnet(Call call, Subnet subnet) {
        return find(
                call.children(Kinds.ROUTE_TABLE.table(), subnet.vpcId()),
                association -> subnet.subnetId().equals(association.subnetId()));
    }

    private static Found require(Call call, @Nullable String id) {
        if (id == null) {
            throw AwsError.missingParameter("associationId");
        }
        call.touch(id);
        return find(
                        call.all(Kinds.ROUTE_TABLE.table()),
                        association -> id.equals(association.routeTableAssociationId()))
                .orElseThrow(() ->
                        AwsError.of("InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist"));
    }

    private static Optional<Found> find(Iterable<RouteTable> tables, Predicate<RouteTableAssociation> wanted) {
        for (RouteTable table : tables) {
            for (RouteTableAssociation association : table.associations()) {
                if (wanted.test(association)) {
                    return Optional.of(new Found(table, association));
                }
            }
        }
        return Optional.empty();
    }

    private static void add(Call call, RouteTable table, RouteTableAssociation association) {
        List<RouteTableAssociation> associations = new ArrayList<>(table.associations());
        associations.add(association);
        call.touch(association.routeTableAssociationId());
        RouteTableOperations.put(
                call, table.toBuilder().associations(associations).build());
    }

    private static void remove(Call call, Found found) {
        List<RouteTableAssociation> associations = new ArrayList<>(found.table().associations());
        associations.remove(found.association());
        RouteTableOperations.put(
                call, found.table().toBuilder().associations(associations).build());
    }
}
