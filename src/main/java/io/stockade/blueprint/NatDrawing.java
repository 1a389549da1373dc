package io.stockade.blueprint;

import io.stockade.graph.ElasticIp;
import io.stockade.graph.NatGateway;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.spec.NatMode;
import io.stockade.spec.TierAccess;
import java.util.Map;
import java.util.TreeMap;

/**
 * The way out of the private tiers.
 *
 * <p>An instance and a gateway have addresses of different names: to change from one to the other, the new one is built
 * beside the old one before the routes are turned, which could not be if both claimed the same address.
 */
final class NatDrawing {
    private NatDrawing() {}

    static void draw(Drawing drawing, Layout layout) {
        Map<String, Ref> targets = new TreeMap<>();
        switch (layout.nat().mode()) {
            case GATEWAY -> layout.natPlaces().forEach(place -> targets.put(place.zoneId(), gateway(drawing, place)));
            case INSTANCE -> targets.putAll(NatInstanceDrawing.draw(drawing, layout));
            case NONE -> sealed(drawing, layout);
        }
        Map<String, Ref> byTable = new TreeMap<>();
        for (Layout.Place place : layout.places(TierAccess.PRIVATE)) {
            Ref target = targets.get(layout.nat().servedFrom().getOrDefault(place.zoneId(), ""));
            if (target != null) {
                byTable.put(layout.tableOf(place), target);
            }
        }
        byTable.forEach((table, target) -> NetworkDrawing.route(drawing, table, target));
    }

    private static Ref gateway(Drawing drawing, Layout.Place place) {
        Ref address =
                drawing.tagged(ResourceKind.ELASTIC_IP, Names.NAT + "-gateway-" + place.zoneId(), ElasticIp::wanted);
        return drawing.tagged(
                ResourceKind.NAT_GATEWAY,
                Names.nat(place.zoneId()),
                tags -> new NatGateway(place.subnet(), address, tags),
                Names.ATTACHMENT);
    }

    /** Where the user wanted a NAT and none can be had, that is said already. */
    private static void sealed(Drawing drawing, Layout layout) {
        if (drawing.network().natOrDefault().mode() != NatMode.NONE) {
            return;
        }
        drawing.network().tiersOrDefault().stream()
                .filter(tier -> tier.access() == TierAccess.PRIVATE)
                .filter(tier -> layout.access().get(tier.name()) == TierAccess.ISOLATED)
                .forEach(tier -> drawing.warning(
                        "spec.network.nat.mode",
                        "without a NAT the private tier " + tier.name()
                                + " is isolated; call it Isolated, or choose Instance or Gateway"));
    }
}
