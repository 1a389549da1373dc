package io.stockade.reconcile;

import io.stockade.blueprint.AddressPlanner;
import io.stockade.blueprint.Existing;
import io.stockade.cloud.World;
import io.stockade.graph.AddressPlan;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.RegionFacts;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Subnet;
import io.stockade.graph.Vpc;
import io.stockade.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What of a stack stands already, as far as its drawing must know. */
final class Standing {
    private Standing() {}

    /** The plan of addresses read back from the live subnets; empty where no VPC of the stack stands. */
    static AddressPlan addressPlan(World world, Owner owner) {
        for (Observed<?> thing : world.of(ResourceKind.VPC)) {
            if (owner.owns(thing.tags()) && thing.value() instanceof Vpc vpc) {
                return AddressPlanner.recover(subnets(world, owner), vpc.cidr());
            }
        }
        return AddressPlan.EMPTY;
    }

    private static List<Observed<Subnet>> subnets(World world, Owner owner) {
        List<Observed<Subnet>> subnets = new ArrayList<>();
        for (Observed<?> thing : world.of(ResourceKind.SUBNET)) {
            if (owner.owns(thing.tags()) && thing.value() instanceof Subnet subnet) {
                subnets.add(Observed.ready(subnet, thing.id(), thing.readAt()));
            }
        }
        return subnets;
    }

    /** What quotas must not hold against the stack, because it has it. */
    static Existing existing(World world, Owner owner, @Nullable String rememberedVpc, SortedSet<String> formerTags) {
        String vpcId = world.of(ResourceKind.VPC).stream()
                .filter(vpc -> owner.owns(vpc.tags()) || vpc.id().equals(rememberedVpc))
                .map(Observed::id)
                .findFirst()
                .orElse(null);
        int addresses = (int) world.of(ResourceKind.ELASTIC_IP).stream()
                .filter(address -> owner.owns(address.tags()))
                .count();
        return new Existing(vpcId, addresses, formerTags);
    }

    /**
     * The facts of the region with the ranges of its VPCs, which are listed anyway.
     *
     * <p>Of the stack's own, which may have come or gone since, the picture knows better.
     */
    static RegionFacts inRegion(RegionFacts facts, Sight sight) {
        Map<String, List<Cidr>> ranges = new TreeMap<>(sight.vpcRanges);
        ranges.keySet().removeAll(sight.ownVpcs);
        for (Observed<?> thing : sight.world.of(ResourceKind.VPC)) {
            if (thing.value() instanceof Vpc vpc) {
                ranges.put(thing.id(), List.of(vpc.cidr()));
            }
        }
        return facts.withVpcRanges(ranges);
    }
}
