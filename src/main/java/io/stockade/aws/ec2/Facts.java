package io.stockade.aws.ec2;

import io.stockade.aws.call.Pages;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Parallel;
import io.stockade.graph.RegionFacts;
import io.stockade.graph.RegionFacts.EndpointService;
import io.stockade.graph.RegionFacts.Quotas;
import io.stockade.graph.RegionFacts.Zone;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesResponse;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.ServiceType;
import software.amazon.awssdk.services.ec2.model.ServiceTypeDetail;

/** Reads what is true of the region. A question that asks about nothing costs no call. */
final class Facts {
    private final Ec2 ec2;
    private final Zones zones;
    private final Parallel parallel;

    Facts(Ec2 ec2, Zones zones, Parallel parallel) {
        this.ec2 = ec2;
        this.zones = zones;
        this.parallel = parallel;
    }

    RegionFacts read(
            Scope scope, SortedSet<String> instanceTypes, SortedSet<String> services, SortedSet<String> prefixLists) {
        List<Runnable> calls = new ArrayList<>();
        Supplier<List<Zone>> usable = later(calls, zones::read);
        Supplier<SortedMap<String, SortedSet<String>>> offerings = later(calls, () -> offerings(instanceTypes));
        Supplier<SortedMap<String, String>> architectures = later(calls, () -> architectures(instanceTypes));
        Supplier<List<ServiceDetail>> details = later(calls, () -> details(services));
        Supplier<SortedMap<String, String>> lists = later(calls, () -> prefixLists(prefixLists));
        Supplier<Integer> addressesUsed = later(calls, this::addressesUsed);
        Supplier<Optional<Integer>> mostAddresses = later(calls, this::mostAddresses);
        parallel.run(calls);
        checkLists(prefixLists, lists.get(), details.get());
        return new RegionFacts(
                scope,
                usable.get(),
                offerings.get(),
                architectures.get(),
                services(details.get(), usable.get()),
                lists.get(),
                // The ranges of the VPCs are left to who has read the VPCs anyway.
                new Quotas(mostAddresses.get().orElse(null), addressesUsed.get(), null, Map.of()));
    }

    /** Adds a call, and gives what it will have answered once all have run. */
    private static <T> Supplier<T> later(List<Runnable> calls, Supplier<T> call) {
        AtomicReference<@Nullable T> answer = new AtomicReference<>();
        calls.add(() -> answer.set(call.get()));
        return () -> Objects.requireNonNull(answer.get(), "the call was not run");
    }

    private SortedMap<String, SortedSet<String>> offerings(SortedSet<String> types) {
        SortedMap<String, SortedSet<String>> offerings = new TreeMap<>();
        types.forEach(type -> offerings.put(type, new TreeSet<>()));
        if (types.isEmpty()) {
            return offerings;
        }
        Pages.all(
                        token -> ec2.call(
                                "DescribeInstanceTypeOfferings",
                                "instance types",
                                String.join(", ", types),
                                client -> client.describeInstanceTypeOfferings(
                                        request -> request.locationType(LocationType.AVAILABILITY_ZONE_ID)
                                                .filters(Filters.by("instance-type", types))
                                                .maxResults(1000)
                                                .nextToken(token))),
                        DescribeInstanceTypeOfferingsResponse::instanceTypeOfferings,
                        DescribeInstanceTypeOfferingsResponse::nextToken)
                .forEach(offering -> Optional.ofNullable(offerings.get(offering.instanceTypeAsString()))
                        .ifPresent(zoneIds -> zoneIds.add(offering.location())));
        return offerings;
    }

    /** Asked by filter: by name, one type that AWS doesn't know would fail them all. */
    private SortedMap<String, String> architectures(SortedSet<String> types) {
        SortedMap<String, String> architectures = new TreeMap<>();
        if (types.isEmpty()) {
            return architectures;
        }
        Pages.all(
                        token -> ec2.call(
                                "DescribeInstanceTypes",
                                "instance types",
                                String.join(", ", types),
                                client -> client.describeInstanceTypes(
                                        request -> request.filters(Filters.by("instance-type", types))
                                                .maxResults(100)
                                                .nextToken(token))),
                        DescribeInstanceTypesResponse::instanceTypes,
                        DescribeInstanceTypesResponse::nextToken)
                .forEach(type -> architecture(type.processorInfo().supportedArchitecturesAsStrings())
                        .ifPresent(architecture -> architectures.put(type.instanceTypeAsString(), architecture)));
        return architectures;
    }

    private static Optional<String> architecture(Collection<String> supported) {
        return Stream.of("arm64", "x86_64").filter(supported::contains).findFirst();
    }

    private SortedMap<String, EndpointService> services(List<ServiceDetail> details, List<Zone> usable) {
        Map<String, String> idsByName = new TreeMap<>();
        usable.forEach(zone -> idsByName.put(zone.name(), zone.id()));
        SortedMap<String, EndpointService> services = new TreeMap<>();
        for (ServiceDetail detail : details) {
            NavigableSet<String> types = new TreeSet<>();
            detail.serviceType().stream()
                    .map(ServiceTypeDetail::serviceTypeAsString)
                    .forEach(types::add);
            NavigableSet<String> zoneIds = new TreeSet<>();
            detail.availabilityZones().forEach(name -> zoneIds.add(idsByName.getOrDefault(name, name)));
            boolean policies = !Boolean.FALSE.equals(detail.vpcEndpointPolicySupported());
            EndpointService service = new EndpointService(detail.serviceName(), types, zoneIds, policies);
            services.merge(detail.serviceName(), service, Facts::both);
        }
        return services;
    }

    /** A service that is offered both as a gateway and as an interface is listed twice. */
    private static EndpointService both(EndpointService one, EndpointService other) {
        NavigableSet<String> types = new TreeSet<>(one.types());
        types.addAll(other.types());
        NavigableSet<String> zoneIds = new TreeSet<>(one.zoneIds());
        zoneIds.addAll(other.zoneIds());
        return new EndpointService(one.name(), types, zoneIds, one.policySupported() || other.policySupported());
    }

    /** AWS refuses all names for one that it doesn't know; then each is asked about alone. */
    private List<ServiceDetail> details(Collection<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        try {
            List<ServiceDetail> known = Pages.all(
                    token -> ec2.call(
                            "DescribeVpcEndpointServices",
                            "endpoint services",
                            String.join(", ", names),
                            client -> client.describeVpcEndpointServices(
                                    request -> request.serviceNames(names).nextToken(token))),
                    DescribeVpcEndpointServicesResponse::serviceDetails,
                    DescribeVpcEndpointServicesResponse::nextToken);
            Set<String> missing = new TreeSet<>(names);
            known.forEach(detail -> missing.remove(detail.serviceName()));
            if (!missing.isEmpty()) {
                throw incomplete("DescribeVpcEndpointServices", "endpoint services", missing);
            }
            return known;
        } catch (CloudException failure) {
            if (!failure.code().equals("InvalidServiceName")) {
                throw failure;
            }
        }
        if (names.size() == 1) {
            return List.of();
        }
        List<ServiceDetail> known = new ArrayList<>();
        names.forEach(name -> known.addAll(details(List.of(name))));
        return known;
    }

    private SortedMap<String, String> prefixLists(SortedSet<String> names) {
        SortedMap<String, String> ids = new TreeMap<>();
        if (names.isEmpty()) {
            return ids;
        }
        Pages.all(
                        token -> ec2.call(
                                "DescribeManagedPrefixLists",
                                "prefix lists",
                                String.join(", ", names),
                                client -> client.describeManagedPrefixLists(
                                        request -> request.filters(Filters.by("prefix-list-name", names))
                                                .maxResults(100)
                                                .nextToken(token))),
                        DescribeManagedPrefixListsResponse::prefixLists,
                        DescribeManagedPrefixListsResponse::nextToken)
                .forEach(list -> ids.put(list.prefixListName(), list.prefixListId()));
        return ids;
    }

    /** What AWS offers as a gateway it has a prefix list for: an answer without it would take rules away that are wanted. */
    private static void checkLists(
            Collection<String> asked, SortedMap<String, String> answered, Collection<ServiceDetail> services) {
        Set<String> missing = new TreeSet<>(asked);
        missing.removeAll(answered.keySet());
        missing.removeIf(list -> services.stream().noneMatch(service -> gateway(service, list)));
        if (!missing.isEmpty()) {
            throw incomplete("DescribeManagedPrefixLists", "prefix lists", missing);
        }
    }

    private static boolean gateway(ServiceDetail service, String list) {
        boolean same = service.serviceName().endsWith(list.substring(list.lastIndexOf('.')));
        return same && service.serviceType().stream().anyMatch(type -> type.serviceType() == ServiceType.GATEWAY);
    }

    /** AWS names what it doesn't know, or has it: an answer that lacks something without a word is not whole. */
    private static CloudException incomplete(String action, String what, Collection<String> missing) {
        return new CloudException(
                CloudException.Category.UNCERTAIN,
                action,
                "",
                action + " of " + what + " answered without " + String.join(", ", missing) + ", which AWS has",
                null);
    }

    private int addressesUsed() {
        return (int) Addresses.list(ec2, List.of()).stream()
                .filter(address -> address.allocationId() != null)
                .count();
    }

    private Optional<Integer> mostAddresses() {
        return ec2
                .call(
                        "DescribeAccountAttributes",
                        ResourceKind.ELASTIC_IP,
                        "",
                        client -> client.describeAccountAttributes(
                                request -> request.attributeNamesWithStrings("vpc-max-elastic-ips")))
                .accountAttributes()
                .stream()
                .flatMap(attribute -> attribute.attributeValues().stream())
                .map(value -> Integer.valueOf(value.attributeValue()))
                .findFirst();
    }
}
