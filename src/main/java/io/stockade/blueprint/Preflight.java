package io.stockade.blueprint;

import io.stockade.graph.RegionFacts.Quotas;
import io.stockade.graph.ResourceKind;
import io.stockade.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What would go wrong in the middle of building, found before the beginning. */
final class Preflight {
    private static final int SMALLEST = 28;

    private final Drawing drawing;
    private final Layout layout;
    private final Existing existing;
    private final Quotas quotas;

    private Preflight(Drawing drawing, Layout layout, Existing existing) {
        this.drawing = drawing;
        this.layout = layout;
        this.existing = existing;
        this.quotas = drawing.facts().quotas();
    }

    static void check(Drawing drawing, Layout layout, Existing existing) {
        Preflight preflight = new Preflight(drawing, layout, existing);
        preflight.room();
        preflight.overlaps();
        preflight.vpcs();
        preflight.addresses();
    }

    private void room() {
        List<String> homeless = new ArrayList<>();
        for (String tier : layout.access().keySet()) {
            for (String zoneId : layout.zoneIds()) {
                if (layout.places(tier).stream()
                        .noneMatch(place -> place.zoneId().equals(zoneId))) {
                    homeless.add(tier + " in " + zoneId);
                }
            }
        }
        if (!homeless.isEmpty()) {
            drawing.errorUnlessRefused(
                    "spec.network.cidr",
                    layout.vpc() + " has no room left for " + String.join(", ", homeless)
                            + ": ranges of removed subnets are not given to others; use the names of removed tiers again,"
                            + " or make a stack with a larger range");
        }
        if (AddressPlanner.blockPrefix(layout.vpc()) == SMALLEST) {
            drawing.warning(
                    "spec.network.cidr",
                    "subnets of " + layout.vpc() + " are /28, with 11 addresses each: a load balancer needs a /27,"
                            + " which a VPC of /21 or larger gives");
        }
    }

    /** An overlap is no error: it only keeps the two from being joined. */
    private void overlaps() {
        for (Map.Entry<String, List<Cidr>> vpc : new TreeMap<>(quotas.vpcRanges()).entrySet()) {
            if (vpc.getKey().equals(existing.vpcId())) {
                continue;
            }
            for (Cidr range : vpc.getValue()) {
                if (range.overlaps(layout.vpc())) {
                    drawing.warning(
                            "spec.network.cidr",
                            layout.vpc() + " overlaps " + range + " of " + vpc.getKey()
                                    + ", so that the two can never be peered; choose another range if they should be");
                }
            }
        }
    }

    private void vpcs() {
        int used = quotas.vpcRanges().size();
        if (existing.vpcId() == null && quotas.vpcs() != null && used >= quotas.vpcs()) {
            drawing.error(
                    "spec.region",
                    "the region has " + used + " VPCs and allows " + quotas.vpcs()
                            + "; delete one, or ask AWS to raise the quota 'VPCs per Region'");
        }
    }

    private void addresses() {
        Integer allowed = quotas.addresses();
        if (allowed == null) {
            return;
        }
        long missing = Math.max(0, drawing.count(ResourceKind.ELASTIC_IP) - existing.elasticIps());
        int free = Math.max(0, allowed - quotas.addressesUsed());
        if (missing > free) {
            drawing.error(
                    "spec.network.nat",
                    "the stack needs " + missing + " more Elastic IP addresses, but " + free + " of " + allowed
                            + " are free; release some, use a NAT in a single zone, or ask AWS to raise the quota"
                            + " 'EC2-VPC Elastic IPs'");
        }
    }
}
