package io.stockade.graph;

import io.stockade.net.Cidr;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which range each subnet of a stack has, decided once and never again.
 *
 * @param zoneIds the frozen zones, in the order in which they were chosen; the position is the zone's slot
 * @param tiers the tiers in the order of their slots, gone ones included: a slot is never given to another tier
 * @param subnets the range of each subnet ever planned, by {@link #key}; those of removed ones stay as tombstones
 */
public record AddressPlan(List<String> zoneIds, List<String> tiers, SortedMap<String, Cidr> subnets) {
    public static final AddressPlan EMPTY = new AddressPlan(List.of(), List.of(), new TreeMap<>());

    public AddressPlan {
        zoneIds = List.copyOf(zoneIds);
        tiers = List.copyOf(tiers);
        subnets = Collections.unmodifiableSortedMap(new TreeMap<>(subnets));
    }

    /** The name of a subnet in the plan, and of its address: {@code app-euw1-az1}. */
    public static String key(String tier, String zoneId) {
        return tier + "-" + zoneId;
    }
}
