package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The VPC of a stack, its subnets, and its ways out. */
@ValidationRule(value = ServerRules.ONE_COUNT_OF_ZONES, message = "zones and zoneIds exclude each other")
@ValidationRule(
        value = ServerRules.ROOM_FOR_SUBNETS,
        message = "cidr is too small for a subnet of each tier in each zone, of /28 at the least")
@ValidationRule(value = ServerRules.ISOLATED_IN_TWO_ZONES, message = "an Isolated tier needs 2 zones or more")
@ValidationRule(
        value = ServerRules.PUBLIC_FOR_NAT,
        message = "nat needs a tier with access Public to stand in, or mode None")
@ValidationRule(value = ServerRules.TIERS_OF_ENDPOINTS, message = "endpoints.tiers names no tier of the stack")
public record NetworkSpec(
        @JsonPropertyDescription(
                "The IPv4 range of the VPC, /16 to /28; a free one is chosen and kept when left out. It can't be changed later.")
        @Pattern(Patterns.IPV4_CIDR)
        @Size(max = 18)
        @ValidationRule(value = ServerRules.UNCHANGED, message = "network.cidr is immutable")
        @ValidationRule(
                value = ServerRules.START_OF_RANGE,
                message = "is not the start of an IPv4 range; expected one such as 10.0.0.0/16")
        @ValidationRule(
                value = ServerRules.SIZE_OF_VPC,
                message = "is no size that a VPC may have; expected /16 to /28")
        @Nullable
        String cidr,

        @JsonPropertyDescription("In how many zones the stack stands; 3, or as many as there are, when left out.")
        @Min(1)
        @Max(6)
        @Nullable
        Integer zones,

        @JsonPropertyDescription("The zones by their ids, such as euw1-az1, in place of their number.")
        @Size(min = 1, max = 6)
        @ValidationRule(value = ServerRules.EACH_ONCE, message = "names a zone twice")
        @Nullable
        List<@Pattern(Patterns.ZONE_ID) @Size(max = 20) String> zoneIds,

        @JsonPropertyDescription("The tiers: one subnet of each in every zone.")
        @KeyedBy("name")
        @Size(min = 1, max = 8)
        @Nullable
        List<TierSpec> tiers,

        @JsonPropertyDescription("How private tiers reach the internet.") @Nullable
        NatSpec nat,

        @JsonPropertyDescription(
                "AWS services that are reached without the internet; S3 and DynamoDB when left out, none when empty.")
        @KeyedBy("service")
        @Size(max = 50)
        @Nullable
        List<EndpointSpec> endpoints) {

    static final NetworkSpec EMPTY = new NetworkSpec(null, null, null, null, null, null);

    public NetworkSpec {
        zoneIds = zoneIds == null ? null : Copies.of(zoneIds);
        tiers = tiers == null ? null : Copies.of(tiers);
        endpoints = endpoints == null ? null : Copies.of(endpoints);
    }

    /** How many zones are wanted. Where {@code zones} and {@code zoneIds} are both null, a smaller region may have fewer. */
    public int zonesOrDefault() {
        if (zoneIds != null) {
            return zoneIds.size();
        }
        return zones == null ? Defaults.ZONES : zones;
    }

    public List<TierSpec> tiersOrDefault() {
        return tiers == null ? Defaults.TIERS : tiers;
    }

    /** The NAT with every field filled in; mode None where no tier is private and nothing was written. */
    public NatSpec natOrDefault() {
        return Defaults.nat(nat, tiersOrDefault());
    }

    /** The endpoints with type, tiers and private DNS filled in, in the order of the manifest. */
    public List<EndpointSpec> endpointsOrDefault() {
        return Defaults.endpoints(endpoints, tiersOrDefault());
    }

    /** What a tier comes to: a private tier without a NAT is isolated. */
    public TierAccess effectiveAccess(TierSpec tier) {
        boolean sealed = tier.access() == TierAccess.PRIVATE && natOrDefault().mode() == NatMode.NONE;
        return sealed ? TierAccess.ISOLATED : tier.access();
    }
}
