package io.stockade.blueprint;

import io.stockade.spec.NatAvailability;
import io.stockade.spec.NatMode;
import io.stockade.spec.NatSpec;
import io.stockade.spec.TierAccess;
import io.stockade.spec.Toggle;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which NAT serves which zone.
 *
 * @param mode None also where the one that was asked for can't be had
 * @param instanceType empty but for instances
 * @param servedFrom for each zone, the zone whose NAT it uses; empty without NAT
 */
record NatPlacement(
        NatMode mode,
        boolean perZone,
        String instanceType,
        boolean sessionManager,
        SortedMap<String, String> servedFrom) {
    private static final String PATH = "spec.network.nat";
    private static final NatPlacement NONE = new NatPlacement(NatMode.NONE, false, "", false, new TreeMap<>());

    NatPlacement {
        servedFrom = Collections.unmodifiableSortedMap(new TreeMap<>(servedFrom));
    }

    /** Where NATs stand. */
    Set<String> zoneIds() {
        return new LinkedHashSet<>(servedFrom.values());
    }

    boolean none() {
        return servedFrom.isEmpty();
    }

    /** The only zone with a NAT, to be remembered; {@code null} where each has its own, or none has. */
    @Nullable
    String onlyZone() {
        return perZone || none() ? null : servedFrom.get(servedFrom.firstKey());
    }

    static NatPlacement choose(Drawing drawing, List<String> zoneIds, @Nullable String remembered) {
        NatSpec nat = drawing.network().natOrDefault();
        NatMode mode = Objects.requireNonNullElse(nat.mode(), NatMode.NONE);
        if (mode == NatMode.NONE
                || zoneIds.isEmpty()
                || !has(drawing, TierAccess.PRIVATE)
                || !has(drawing, TierAccess.PUBLIC)) {
            return NONE;
        }
        boolean perZone = nat.availability() == NatAvailability.PER_ZONE;
        SortedMap<String, String> servedFrom = new TreeMap<>();
        String first = first(drawing, nat, zoneIds, perZone ? null : remembered);
        for (String zoneId : zoneIds) {
            boolean own = perZone && suits(drawing, nat, zoneId);
            servedFrom.put(zoneId, own ? zoneId : first);
            if (perZone && !own && !zoneId.equals(first)) {
                drawing.warning(
                        PATH + ".instanceType",
                        "zone " + zoneId + " has no " + nat.instanceType() + ", so it uses the NAT of " + first
                                + " and fails with it; choose a type that every zone has");
            }
        }
        String instanceType = Objects.requireNonNullElse(nat.instanceType(), "");
        return new NatPlacement(mode, perZone, instanceType, nat.sessionManager() == Toggle.ENABLED, servedFrom);
    }

    private static boolean has(Drawing drawing, TierAccess access) {
        return drawing.network().tiersOrDefault().stream().anyMatch(tier -> tier.access() == access);
    }

    /** The remembered zone as long as it will do: a NAT that moves changes the address that others know it by. */
    private static String first(Drawing drawing, NatSpec nat, List<String> zoneIds, @Nullable String remembered) {
        if (remembered != null && zoneIds.contains(remembered)) {
            if (suits(drawing, nat, remembered)) {
                return remembered;
            }
            drawing.warning(
                    PATH + ".instanceType",
                    "zone " + remembered + " has no " + nat.instanceType()
                            + ", so the NAT moves and gets another address; choose another type to keep it");
        }
        for (String zoneId : zoneIds) {
            if (suits(drawing, nat, zoneId)) {
                return zoneId;
            }
        }
        drawing.error(
                PATH + ".instanceType",
                "none of the zones " + String.join(", ", zoneIds) + " has " + nat.instanceType()
                        + "; choose another type or other zones");
        return zoneIds.get(0);
    }

    private static boolean suits(Drawing drawing, NatSpec nat, String zoneId) {
        return nat.mode() == NatMode.GATEWAY || ZoneChoice.offers(drawing.facts(), nat.instanceType(), zoneId);
    }
}
