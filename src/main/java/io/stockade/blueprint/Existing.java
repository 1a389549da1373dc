package io.stockade.blueprint;

import io.stockade.graph.AddressPlan;
import io.stockade.graph.RegionFacts;
import io.stockade.net.Cidr;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the stack already has of that which quotas limit, so that it is not held against it, and what it may still bear.
 *
 * @param vpcId its own VPC; {@code null} if it has none yet
 * @param elasticIps how many Elastic IP addresses are its own
 * @param formerTags keys of tags that an earlier manifest asked for, and that may still be on something
 */
public record Existing(@Nullable String vpcId, int elasticIps, SortedSet<String> formerTags) {
    public static final Existing NOTHING = of(null, 0);

    /** Of a stack whose manifest never had other tags. */
    public static Existing of(@Nullable String vpcId, int elasticIps) {
        return new Existing(vpcId, elasticIps, Collections.emptySortedSet());
    }

    /**
     * A guess for those who don't know: a VPC with exactly the remembered range is the stack's own, and where it stands
     * the addresses do as well.
     */
    static Existing guess(AddressPlan remembered, RegionFacts facts) {
        Cidr range = remembered.vpc();
        if (range == null) {
            return NOTHING;
        }
        for (Map.Entry<String, List<Cidr>> vpc : new TreeMap<>(facts.quotas().vpcRanges()).entrySet()) {
            if (vpc.getValue().contains(range)) {
                return of(vpc.getKey(), Integer.MAX_VALUE);
            }
        }
        return NOTHING;
    }
}
