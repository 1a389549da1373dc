package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesResponse;
import software.amazon.awssdk.services.ec2.model.PrivateDnsDetails;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.ServiceType;
import software.amazon.awssdk.services.ec2.model.ServiceTypeDetail;

/** The services that endpoints can lead to, and in which zones. */
final class EndpointServices {
    private static final List<String> GATEWAY = List.of("s3", "dynamodb");
    private static final List<String> INTERFACE = List.of(
            "s3",
            "dynamodb",
            "ssm",
            "ssmmessages",
            "ec2messages",
            "ec2",
            "sts",
            "logs",
            "monitoring",
            "secretsmanager",
            "kms",
            "ecr.api",
            "ecr.dkr",
            "lambda",
            "sqs",
            "sns",
            "events",
            "execute-api",
            "elasticloadbalancing",
            "autoscaling",
            "rds",
            "rds-data",
            "athena",
            "glue",
            "states",
            "cloudformation",
            "ecs",
            "eks");
    /** Services are not in every zone; one gap is enough to fall into. */
    private static final Map<String, String> MISSING = Map.of("lambda", "use1-az3");

    private static final Filters<ServiceDetail> FILTERS = new Filters<ServiceDetail>()
            .one("owner", ServiceDetail::owner)
            .one("service-name", ServiceDetail::serviceName)
            .one("service-region", ServiceDetail::serviceRegion)
            .each("service-type", ServiceDetail::serviceType, ServiceTypeDetail::serviceTypeAsString)
            .many("supported-ip-address-types", ServiceDetail::supportedIpAddressTypesAsStrings);

    private EndpointServices() {}

    static void register(Operations operations) {
        operations.add(DescribeVpcEndpointServicesRequest.class, EndpointServices::describe);
    }

    /** A service by its full name and the type of endpoint. */
    static Optional<ServiceDetail> find(Call call, String name, ServiceType type) {
        return Optional.ofNullable(all(call).get(key(name, type)));
    }

    private static String key(String name, ServiceType type) {
        return name + "/" + type;
    }

    private static SortedMap<String, ServiceDetail> all(Call call) {
        TreeMap<String, ServiceDetail> details = new TreeMap<>();
        GATEWAY.forEach(service -> add(call, details, service, ServiceType.GATEWAY));
        INTERFACE.forEach(service -> add(call, details, service, ServiceType.INTERFACE));
        return details;
    }

    private static void add(Call call, Map<String, ServiceDetail> details, String service, ServiceType type) {
        String region = call.region();
        String prefix = region.startsWith("cn-") ? "cn.com.amazonaws." : "com.amazonaws.";
        boolean plain = type == ServiceType.GATEWAY || service.equals("s3") || service.equals("dynamodb");
        // Those that are newer than the split keep one prefix everywhere.
        String name = (plain ? "com.amazonaws." : prefix) + region + "." + service;
        List<Zone> zones = Zone.of(call.account(), region).stream()
                .filter(zone -> !zone.id().equals(MISSING.get(service)))
                .toList();
        ServiceDetail.Builder detail = ServiceDetail.builder()
                .serviceName(name)
                .serviceId("vpce-svc-0" + call.hexadecimal(key(name, type).hashCode()))
                .serviceType(ServiceTypeDetail.builder().serviceType(type).build())
                .serviceRegion(region)
                .availabilityZones(zones.stream().map(Zone::name).sorted().toList())
                .availabilityZoneIds(zones.stream().map(Zone::id).toList())
                .owner("amazon")
                .baseEndpointDnsNames(service + "." + region + ".vpce.amazonaws.com")
                .vpcEndpointPolicySupported(true)
                .acceptanceRequired(false)
                .managesVpcEndpoints(false)
                .supportedIpAddressTypesWithStrings("ipv4")
                .tags(List.of());
        if (type == ServiceType.INTERFACE) {
            String dns = privateName(service, region);
            detail.privateDnsName(dns)
                    .privateDnsNames(
                            PrivateDnsDetails.builder().privateDnsName(dns).build())
                    .privateDnsNameVerificationState("verified");
        }
        details.put(key(name, type), detail.build());
    }

    private static String privateName(String service, String region) {
        String domain = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return switch (service) {
            case "s3" -> "*.s3." + region + domain;
            case "ecr.api" -> "api.ecr." + region + domain;
            case "ecr.dkr" -> "*.dkr.ecr." + region + domain;
            case "execute-api" -> "*.execute-api." + region + domain;
            default -> service + "." + region + domain;
        };
    }

    private static DescribeVpcEndpointServicesResponse describe(Call call, DescribeVpcEndpointServicesRequest request) {
        SortedMap<String, ServiceDetail> all = all(call);
        for (String name : request.serviceNames()) {
            if (all.values().stream().noneMatch(detail -> detail.serviceName().equals(name))) {
                throw AwsError.of("InvalidServiceName", "The Vpc Endpoint Service '" + name + "' does not exist");
            }
        }
        Predicate<ServiceDetail> named = detail ->
                request.serviceNames().isEmpty() || request.serviceNames().contains(detail.serviceName());
        Predicate<ServiceDetail> filter = named.and(FILTERS.all(request.filters()));
        int size = request.maxResults() == null ? 1000 : Math.min(1000, request.maxResults());
        Page<ServiceDetail> page =
                Page.of(call, all, detail -> Optional.of(detail).filter(filter), size, request.nextToken());
        return DescribeVpcEndpointServicesResponse.builder()
                .serviceNames(page.items().stream()
                        .map(ServiceDetail::serviceName)
                        .distinct()
                        .toList())
                .serviceDetails(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
