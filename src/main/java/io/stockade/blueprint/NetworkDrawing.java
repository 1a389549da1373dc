package io.stockade.blueprint;

import io.stockade.graph.Address;
import io.stockade.graph.DefaultSecurityGroup;
import io.stockade.graph.GatewayAttachment;
import io.stockade.graph.InternetGateway;
import io.stockade.graph.MainRouteTable;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Route;
import io.stockade.graph.RouteTable;
import io.stockade.graph.RouteTableAssociation;
import io.stockade.graph.Subnet;
import io.stockade.graph.Vpc;
import io.stockade.net.Cidr;
import io.stockade.spec.TierAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The VPC, its subnets and its route tables. No instance ever gets a public address by itself. */
final class NetworkDrawing {
    private final Drawing drawing;
    private final Layout layout;

    private NetworkDrawing(Drawing drawing, Layout layout) {
        this.drawing = drawing;
        this.layout = layout;
    }

    static void draw(Drawing drawing, Layout layout) {
        NetworkDrawing network = new NetworkDrawing(drawing, layout);
        network.vpc();
        network.tables();
        if (layout.access().containsValue(TierAccess.PUBLIC)) {
            network.internet();
        }
    }

    private void vpc() {
        // Interface endpoints with private DNS need both DNS options, which cost nothing.
        drawing.tagged(ResourceKind.VPC, Names.VPC, tags -> new Vpc(layout.vpc(), true, true, tags));
        drawing.named("main", new MainRouteTable(Names.VPC_REF));
        drawing.named("default", new DefaultSecurityGroup(Names.VPC_REF));
    }

    private void tables() {
        SortedSet<String> tables = new TreeSet<>();
        for (Layout.Place place : places()) {
            drawing.tagged(
                    ResourceKind.SUBNET,
                    place.name(),
                    tags -> new Subnet(Names.VPC_REF, place.cidr(), place.zoneId(), false, tags));
            String table = layout.tableOf(place);
            if (tables.add(table)) {
                drawing.tagged(ResourceKind.ROUTE_TABLE, table, tags -> new RouteTable(Names.VPC_REF, tags));
            }
            drawing.keyed(new RouteTableAssociation(place.subnet(), Names.table(table)));
        }
    }

    private List<Layout.Place> places() {
        List<Layout.Place> places = new ArrayList<>();
        layout.access().keySet().forEach(tier -> places.addAll(layout.places(tier)));
        return places;
    }

    private void internet() {
        drawing.tagged(ResourceKind.INTERNET_GATEWAY, Names.INTERNET, InternetGateway::new);
        drawing.keyed(new GatewayAttachment(Names.INTERNET_REF, Names.VPC_REF));
        if (!layout.places(TierAccess.PUBLIC).isEmpty()) {
            route(drawing, Names.PUBLIC, Names.INTERNET_REF, Names.ATTACHMENT);
        }
    }

    /** The way of a table to the internet. */
    static Address route(Drawing drawing, String table, Ref target, Address... alsoNeeds) {
        return drawing.keyed(new Route(Names.table(table), Cidr.ANYWHERE.text(), target), alsoNeeds);
    }
}
