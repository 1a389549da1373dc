package io.stockade.graph;

import io.stockade.net.Cidr;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a region for this account, whatever the stack: which zones there are and what each of them offers.
 *
 * @param zones that can be used, by zone id
 * @param offerings for each instance type asked about, the zone ids that offer it
 * @param architectures for each instance type asked about, {@code arm64} or {@code x86_64}
 * @param services the endpoint services, by full name
 * @param prefixLists ids of the prefix lists asked about by name
 * @param quotas what limits creation, and how much of it is used
 */
public record RegionFacts(
        Scope scope,
        List<Zone> zones,
        SortedMap<String, SortedSet<String>> offerings,
        SortedMap<String, String> architectures,
        SortedMap<String, EndpointService> services,
        SortedMap<String, String> prefixLists,
        Quotas quotas) {

    /** The same facts with the ranges of the VPCs that there are. */
    public RegionFacts withVpcRanges(Map<String, List<Cidr>> ranges) {
        Quotas known = new Quotas(quotas.addresses, quotas.addressesUsed, quotas.vpcs, ranges);
        return new RegionFacts(scope, zones, offerings, architectures, services, prefixLists, known);
    }

    /**
     * An availability zone.
     *
     * @param id such as {@code euw1-az1}, the same in every account
     * @param name such as {@code eu-west-1a}, another zone in every account
     */
    public record Zone(String id, String name) {}

    /**
     * A service that endpoints reach.
     *
     * @param types {@code Gateway}, {@code Interface}
     * @param zoneIds where interface endpoints can stand
     */
    public record EndpointService(String name, Set<String> types, SortedSet<String> zoneIds, boolean policySupported) {}

    /**
     * Limits of the account in the region.
     *
     * @param addresses how many Elastic IP addresses there may be; {@code null} where AWS did not say
     * @param addressesUsed how many there are
     * @param vpcs how many VPCs there may be; {@code null} where AWS did not say
     * @param vpcRanges the ranges of every VPC in the region, by VPC id
     */
    public record Quotas(
            @Nullable Integer addresses,
            int addressesUsed,
            @Nullable Integer vpcs,
            Map<String, List<Cidr>> vpcRanges) {}
}
