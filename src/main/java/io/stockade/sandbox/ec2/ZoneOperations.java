package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.world.Scope;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.AccountAttribute;
import software.amazon.awssdk.services.ec2.model.AccountAttributeValue;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneOptInStatus;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneState;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.Region;

/** Zones, regions and what an account is allowed. */
final class ZoneOperations {
    private static final Filters<AvailabilityZone> FILTERS = new Filters<AvailabilityZone>()
            .one("zone-name", AvailabilityZone::zoneName)
            .one("zone-id", AvailabilityZone::zoneId)
            .one("zone-type", AvailabilityZone::zoneType)
            .one("region-name", AvailabilityZone::regionName)
            .one("opt-in-status", AvailabilityZone::optInStatusAsString)
            .one("group-name", AvailabilityZone::groupName)
            .one("state", AvailabilityZone::stateAsString);
    private static final Filters<Region> REGION_FILTERS = new Filters<Region>()
            .one("region-name", Region::regionName)
            .one("opt-in-status", Region::optInStatus)
            .one("endpoint", Region::endpoint);

    private ZoneOperations() {}

    static void register(Operations operations) {
        operations
                .add(DescribeAvailabilityZonesRequest.class, ZoneOperations::describe)
                .add(DescribeRegionsRequest.class, ZoneOperations::describeRegions)
                .add(DescribeAccountAttributesRequest.class, ZoneOperations::describeAccount);
    }

    private static DescribeAvailabilityZonesResponse describe(Call call, DescribeAvailabilityZonesRequest request) {
        Predicate<AvailabilityZone> filter = FILTERS.all(request.filters());
        List<Zone> zones = Zone.of(call.account(), call.region());
        for (String name : request.zoneNames()) {
            if (zones.stream().noneMatch(zone -> zone.name().equals(name))) {
                throw AwsError.invalidParameter("Invalid availability zone: [" + name + "]");
            }
        }
        for (String id : request.zoneIds()) {
            if (zones.stream().noneMatch(zone -> zone.id().equals(id))) {
                throw AwsError.invalidParameter("Invalid availability zone-id: [" + id + "]");
            }
        }
        List<AvailabilityZone> found = zones.stream()
                .filter(zone ->
                        request.zoneNames().isEmpty() || request.zoneNames().contains(zone.name()))
                .filter(zone -> request.zoneIds().isEmpty() || request.zoneIds().contains(zone.id()))
                .map(zone -> describe(call, zone))
                .filter(filter)
                .toList();
        return DescribeAvailabilityZonesResponse.builder()
                .availabilityZones(found)
                .build();
    }

    private static AvailabilityZone describe(Call call, Zone zone) {
        return AvailabilityZone.builder()
                .zoneName(zone.name())
                .zoneId(zone.id())
                .zoneType("availability-zone")
                .regionName(call.region())
                .groupName(call.region() + "-zg-1")
                .networkBorderGroup(call.region())
                .optInStatus(AvailabilityZoneOptInStatus.OPT_IN_NOT_REQUIRED)
                .state(AvailabilityZoneState.AVAILABLE)
                .messages(List.of())
                .build();
    }

    private static DescribeRegionsResponse describeRegions(Call call, DescribeRegionsRequest request) {
        Predicate<Region> filter = REGION_FILTERS.all(request.filters());
        List<Region> regions = Zone.regions().stream()
                .filter(name ->
                        request.regionNames().isEmpty() || request.regionNames().contains(name))
                .filter(name -> partition(name).equals(partition(call.region())))
                .map(name -> Region.builder()
                        .regionName(name)
                        .endpoint("ec2." + name + ".amazonaws.com")
                        .optInStatus("opt-in-not-required")
                        .build())
                .filter(filter)
                .toList();
        return DescribeRegionsResponse.builder().regions(regions).build();
    }

    private static String partition(String region) {
        return new Scope("", region).partition();
    }

    private static DescribeAccountAttributesResponse describeAccount(
            Call call, DescribeAccountAttributesRequest request) {
        int addresses = call.settings().quotas().addresses();
        List<AccountAttribute> attributes = List.of(
                attribute("vpc-max-elastic-ips", String.valueOf(addresses)),
                attribute("max-elastic-ips", String.valueOf(addresses)),
                attribute("max-instances", "20"),
                attribute("supported-platforms", "VPC"),
                attribute("default-vpc", "none"),
                attribute("vpc-max-security-groups-per-interface", "5"));
        return DescribeAccountAttributesResponse.builder()
                .accountAttributes(attributes.stream()
                        .filter(attribute -> request.attributeNamesAsStrings().isEmpty()
                                || request.attributeNamesAsStrings().contains(attribute.attributeName()))
                        .toList())
                .build();
    }

    private static AccountAttribute attribute(String name, String value) {
        return AccountAttribute.builder()
                .attributeName(name)
                .attributeValues(
                        AccountAttributeValue.builder().attributeValue(value).build())
                .build();
    }
}
