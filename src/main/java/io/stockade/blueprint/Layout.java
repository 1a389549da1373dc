package io.stockade.blueprint;

import io.stockade.graph.AddressPlan;
import io.stockade.graph.Ref;
import io.stockade.net.Cidr;
import io.stockade.spec.TierAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where everything stands: decided before anything is drawn.
 *
 * @param zoneIds the zones of the stack
 * @param access how far each tier really reaches, in the order of the manifest
 * @param plan the ranges
 * @param nat which NAT serves which zone
 */
record Layout(Cidr vpc, List<String> zoneIds, Map<String, TierAccess> access, AddressPlan plan, NatPlacement nat) {
    /** One subnet. */
    record Place(String tier, String zoneId, Cidr cidr) {
        String name() {
            return AddressPlan.key(tier, zoneId);
        }

        Ref subnet() {
            return Names.subnet(name());
        }
    }

    /** The subnets of a tier, in the order of the zones. */
    List<Place> places(String tier) {
        List<Place> places = new ArrayList<>();
        for (String zoneId : zoneIds) {
            Cidr cidr = plan.subnets().get(AddressPlan.key(tier, zoneId));
            if (cidr != null && access.containsKey(tier)) {
                places.add(new Place(tier, zoneId, cidr));
            }
        }
        return places;
    }

    /** The subnets that reach as far as this. */
    List<Place> places(TierAccess reach) {
        return access.entrySet().stream()
                .filter(tier -> tier.getValue() == reach)
                .flatMap(tier -> places(tier.getKey()).stream())
                .toList();
    }

    /** Where the NAT of a zone stands, if there is room: in the first public tier. */
    List<Place> natPlaces() {
        return places(TierAccess.PUBLIC).stream()
                .filter(place -> place.tier().equals(firstPublic()))
                .filter(place -> nat.zoneIds().contains(place.zoneId()))
                .toList();
    }

    private String firstPublic() {
        return access.entrySet().stream()
                .filter(tier -> tier.getValue() == TierAccess.PUBLIC)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** The route table of a subnet. */
    String tableOf(Place place) {
        TierAccess reach = access.getOrDefault(place.tier(), TierAccess.ISOLATED);
        return switch (reach) {
            case PUBLIC -> Names.PUBLIC;
            case PRIVATE -> nat.perZone() ? Names.PRIVATE + "-" + place.zoneId() : Names.PRIVATE;
            case ISOLATED -> Names.ISOLATED;
        };
    }
}
