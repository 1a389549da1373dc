package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.MemoryInfo;
import software.amazon.awssdk.services.ec2.model.ProcessorInfo;
import software.amazon.awssdk.services.ec2.model.VCpuInfo;

/** Instance types, and the zones that have them: not every zone has every one. */
final class InstanceTypes {
    private static final String ARM = "arm64";
    private static final String INTEL = "x86_64";

    /** Type, architecture, processors, memory in MiB. */
    private record Type(String name, String architecture, int processors, long memory) {
        /** The oldest zone of us-east-1 has little that is new; that is the one everybody falls over. */
        boolean offered(Zone zone) {
            return !zone.id().equals("use1-az3") || name.startsWith("t3.") || name.startsWith("m5.");
        }
    }

    private static final Map<String, Type> TYPES = index(List.of(
            new Type("t3.nano", INTEL, 2, 512),
            new Type("t3.micro", INTEL, 2, 1024),
            new Type("t3.small", INTEL, 2, 2048),
            new Type("t3.medium", INTEL, 2, 4096),
            new Type("t3a.nano", INTEL, 2, 512),
            new Type("t4g.nano", ARM, 2, 512),
            new Type("t4g.micro", ARM, 2, 1024),
            new Type("t4g.small", ARM, 2, 2048),
            new Type("t4g.medium", ARM, 2, 4096),
            new Type("m5.large", INTEL, 2, 8192),
            new Type("m6i.large", INTEL, 2, 8192),
            new Type("m6g.medium", ARM, 1, 4096),
            new Type("m7g.medium", ARM, 1, 4096),
            new Type("c6gn.medium", ARM, 1, 2048),
            new Type("c7gn.medium", ARM, 1, 2048),
            new Type("c7gn.large", ARM, 2, 4096)));

    private static final Filters<InstanceTypeOffering> OFFERING_FILTERS = new Filters<InstanceTypeOffering>()
            .one("instance-type", InstanceTypeOffering::instanceTypeAsString)
            .one("location", InstanceTypeOffering::location);
    private static final Filters<InstanceTypeInfo> FILTERS = new Filters<InstanceTypeInfo>()
            .one("instance-type", InstanceTypeInfo::instanceTypeAsString)
            .many(
                    "processor-info.supported-architecture",
                    type -> type.processorInfo().supportedArchitecturesAsStrings());

    private InstanceTypes() {}

    static void register(Operations operations) {
        operations
                .add(DescribeInstanceTypeOfferingsRequest.class, InstanceTypes::describeOfferings)
                .add(DescribeInstanceTypesRequest.class, InstanceTypes::describe);
    }

    static Optional<String> architecture(String type) {
        return Optional.ofNullable(TYPES.get(type)).map(Type::architecture);
    }

    static boolean offered(String type, Zone zone) {
        return Optional.ofNullable(TYPES.get(type))
                .filter(found -> found.offered(zone))
                .isPresent();
    }

    private static Map<String, Type> index(List<Type> types) {
        Map<String, Type> index = new TreeMap<>();
        types.forEach(type -> index.put(type.name(), type));
        return index;
    }

    private static DescribeInstanceTypeOfferingsResponse describeOfferings(
            Call call, DescribeInstanceTypeOfferingsRequest request) {
        LocationType locationType = Objects.requireNonNullElse(request.locationType(), LocationType.REGION);
        TreeMap<String, InstanceTypeOffering> offerings = new TreeMap<>();
        for (Type type : TYPES.values()) {
            for (Zone zone : Zone.of(call.account(), call.region())) {
                String location = location(call, locationType, zone);
                if (type.offered(zone)) {
                    offerings.put(
                            type.name() + "/" + location,
                            InstanceTypeOffering.builder()
                                    .instanceType(type.name())
                                    .locationType(locationType)
                                    .location(location)
                                    .build());
                }
            }
        }
        Predicate<InstanceTypeOffering> filter = OFFERING_FILTERS.all(request.filters());
        Page<InstanceTypeOffering> page = Page.of(
                call,
                offerings,
                offering -> Optional.of(offering).filter(filter),
                Objects.requireNonNullElse(request.maxResults(), 1000),
                request.nextToken());
        return DescribeInstanceTypeOfferingsResponse.builder()
                .instanceTypeOfferings(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static String location(Call call, LocationType type, Zone zone) {
        return switch (type) {
            case AVAILABILITY_ZONE -> zone.name();
            case AVAILABILITY_ZONE_ID -> zone.id();
            case REGION -> call.region();
            case OUTPOST, UNKNOWN_TO_SDK_VERSION -> throw AwsError.invalidParameter("Invalid location type: " + type);
        };
    }

    private static DescribeInstanceTypesResponse describe(Call call, DescribeInstanceTypesRequest request) {
        for (String name : request.instanceTypesAsStrings()) {
            if (!TYPES.containsKey(name)) {
                throw AwsError.of(
                        "InvalidInstanceType", "The following supplied instance types do not exist: [" + name + "]");
            }
        }
        TreeMap<String, Type> wanted = new TreeMap<>(TYPES);
        if (!request.instanceTypesAsStrings().isEmpty()) {
            wanted.keySet().retainAll(request.instanceTypesAsStrings());
        }
        TreeMap<String, InstanceTypeInfo> infos = new TreeMap<>();
        wanted.forEach((name, type) -> infos.put(name, info(type)));
        Predicate<InstanceTypeInfo> filter = FILTERS.all(request.filters());
        Page<InstanceTypeInfo> page = Page.of(
                call,
                infos,
                info -> Optional.of(info).filter(filter),
                Objects.requireNonNullElse(request.maxResults(), 100),
                request.nextToken());
        return DescribeInstanceTypesResponse.builder()
                .instanceTypes(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static InstanceTypeInfo info(Type type) {
        return InstanceTypeInfo.builder()
                .instanceType(type.name())
                .currentGeneration(true)
                .burstablePerformanceSupported(type.name().startsWith("t"))
                .processorInfo(ProcessorInfo.builder()
                        .supportedArchitecturesWithStrings(type.architecture())
                        .build())
                .vCpuInfo(VCpuInfo.builder().defaultVCpus(type.processors()).build())
                .memoryInfo(MemoryInfo.builder().sizeInMiB(type.memory()).build())
                .build();
    }
}
