package io.stockade.blueprint;

import io.stockade.graph.RegionFacts;
import io.stockade.spec.EndpointSpec;
import io.stockade.spec.EndpointType;
import io.stockade.spec.NatMode;
import io.stockade.spec.NatSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The zones of a stack. Those chosen by number are frozen: the stack grows by appending, shrinks by dropping the last,
 * and keeps a zone that the region no longer shows, since an outage is no reason to tear a subnet down.
 */
final class ZoneChoice {
    /** By number, not by text: use1-az2 before use1-az10. */
    private static final Comparator<String> NATURAL =
            Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder());

    private final Drawing drawing;
    private final List<String> frozen;
    private final Set<String> offered = new LinkedHashSet<>();

    private ZoneChoice(Drawing drawing, List<String> frozen) {
        this.drawing = drawing;
        this.frozen = frozen;
        drawing.facts().zones().forEach(zone -> offered.add(zone.id()));
    }

    /** The zones, best first; fewer than wanted, or none, where the region has no more. */
    static List<String> choose(Drawing drawing, List<String> frozen) {
        ZoneChoice choice = new ZoneChoice(drawing, frozen);
        List<String> zoneIds = drawing.network().zoneIds();
        List<String> chosen = zoneIds == null ? choice.byNumber() : choice.byId(zoneIds);
        chosen.stream()
                .filter(zoneId -> !choice.offered.contains(zoneId))
                .forEach(zoneId -> drawing.warning(
                        "spec.network.zones",
                        "zone " + zoneId + " is not available at the moment; the stack keeps its subnets there"));
        return chosen;
    }

    private List<String> byId(List<String> zoneIds) {
        List<String> chosen = new ArrayList<>();
        for (int index = 0; index < zoneIds.size(); index++) {
            String zoneId = zoneIds.get(index);
            if (!offered.contains(zoneId) && !frozen.contains(zoneId)) {
                drawing.errorUnlessRefused(
                        "spec.network.zoneIds[" + index + "]",
                        "the region has no zone " + zoneId + " for this account; it has " + String.join(", ", offered));
            } else if (!chosen.contains(zoneId)) {
                chosen.add(zoneId);
            }
        }
        return chosen;
    }

    private List<String> byNumber() {
        Set<String> candidates = new LinkedHashSet<>(frozen);
        offered.stream()
                .sorted(Comparator.comparing(this::shortcomings).thenComparing(NATURAL))
                .forEach(candidates::add);
        int wanted = drawing.network().zonesOrDefault();
        Integer written = drawing.network().zones();
        if (candidates.isEmpty() || (written != null && candidates.size() < wanted)) {
            drawing.error(
                    "spec.network.zones",
                    wanted + " zones are wanted, but the region has " + candidates.size()
                            + " for this account; ask for fewer");
        }
        return candidates.stream().limit(wanted).toList();
    }

    /** How much of what the stack needs a zone lacks. A NAT instance type counts more than all services. */
    private int shortcomings(String zoneId) {
        int lacking = 0;
        NatSpec nat = drawing.network().natOrDefault();
        if (nat.mode() == NatMode.INSTANCE && !offers(drawing.facts(), nat.instanceType(), zoneId)) {
            lacking += 1000;
        }
        for (EndpointSpec endpoint : drawing.network().endpointsOrDefault()) {
            boolean missing = endpoint.typeOrDefault() == EndpointType.INTERFACE
                    && ServiceNames.find(drawing.facts(), endpoint.service(), "Interface")
                            .filter(service -> service.zoneIds().contains(zoneId))
                            .isEmpty();
            lacking += missing ? 1 : 0;
        }
        return lacking;
    }

    /** Whether the zone has the type of the NAT instance. */
    static boolean offers(RegionFacts facts, @Nullable String instanceType, String zoneId) {
        Set<String> zoneIds = instanceType == null ? null : facts.offerings().get(instanceType);
        return zoneIds != null && zoneIds.contains(zoneId);
    }
}
