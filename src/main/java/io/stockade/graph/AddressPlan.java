package io.stockade.graph;

import io.stockade.net.Cidr;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which range the VPC and each subnet of a stack has, decided once and never again.
 *
 * @param vpc the range of the VPC; {@code null} before the first drawing
 * @param zoneIds the frozen zones that the stack stands in, in the order in which they were chosen
 * @param natZone where the only NAT stands, so that it never moves by itself; {@code null} if there is none. Lost: it is
 *     chosen again
 * @param zoneSlots the column of each zone ever used; a column is never given to another zone
 * @param tierSlots the row of each tier ever used; a row is never given to another tier
 * @param subnets the range of each subnet ever planned, by {@link #key}; those of removed ones stay as tombstones
 */
public record AddressPlan(
        @Nullable Cidr vpc,
        List<String> zoneIds,
        @Nullable String natZone,
        SortedMap<String, Integer> zoneSlots,
        SortedMap<String, Integer> tierSlots,
        SortedMap<String, Cidr> subnets) {
    public static final AddressPlan EMPTY =
            new AddressPlan(null, List.of(), null, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    public AddressPlan {
        zoneIds = List.copyOf(zoneIds);
        zoneSlots = Collections.unmodifiableSortedMap(new TreeMap<>(zoneSlots));
        tierSlots = Collections.unmodifiableSortedMap(new TreeMap<>(tierSlots));
        subnets = Collections.unmodifiableSortedMap(new TreeMap<>(subnets));
    }

    /** The name of a subnet in the plan, and of its address: {@code app-euw1-az1}. */
    public static String key(String tier, String zoneId) {
        return tier + "-" + zoneId;
    }

    /** The same plan with another place for the only NAT. */
    public AddressPlan withNatZone(@Nullable String zoneId) {
        return new AddressPlan(vpc, zoneIds, zoneId, zoneSlots, tierSlots, subnets);
    }
}
