package io.stockade.blueprint;

import io.stockade.graph.RegionFacts;
import io.stockade.graph.RegionFacts.EndpointService;
import java.util.List;
import java.util.Optional;

/**
 * The full names of endpoint services. In China some begin with {@code cn.com.amazonaws} and some with {@code
 * com.amazonaws}, which only the region itself can tell: docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html.
 */
final class ServiceNames {
    private ServiceNames() {}

    /** Every name that the service may have in the region, the likelier first. */
    static List<String> candidates(String region, String service) {
        String name = "com.amazonaws." + region + "." + service;
        return region.startsWith("cn-") ? List.of(name, "cn." + name) : List.of(name);
    }

    /** The name of the prefix list that stands for a gateway service. */
    static String prefixList(String region, String service) {
        return "com.amazonaws." + region + "." + service;
    }

    /** The service as the region knows it; empty if the region has none that can be reached in this way. */
    static Optional<EndpointService> find(RegionFacts facts, String service, String type) {
        for (String name : candidates(facts.scope().region(), service)) {
            EndpointService found = facts.services().get(name);
            if (found != null && found.types().contains(type)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
