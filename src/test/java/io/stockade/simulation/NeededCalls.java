package io.stockade.simulation;

import io.stockade.graph.Address;
import io.stockade.graph.InterfaceEndpoint;
import io.stockade.graph.NetworkInterface;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Role;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.Vpc;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * An oracle for creations, written from AWS's API reference and the sandbox's pinned waits, and from nothing of the
 * engine: how many mutating calls a graph needs, and how long its longest chain takes.
 */
final class NeededCalls {
    static final double CALL = 0.3;
    static final double NAT_GATEWAY = 106;
    static final double INTERFACE_ENDPOINT = 60;
    /** CreateVpcEndpoint has a bucket of 4 and refills 0.3 a second. */
    private static final double ENDPOINT_BURST = 4;

    private static final double ENDPOINT_REFILL = 0.3;

    private final ResourceGraph graph;
    private final double instance;

    /** @param instance how long an auto-scaling group takes until its instance is in service, in seconds */
    NeededCalls(ResourceGraph graph, double instance) {
        this.graph = graph;
        this.instance = instance;
    }

    /** Mutating calls: rules go in one call for each group and direction. */
    int mutating() {
        int calls = 0;
        Set<String> ruleBatches = new HashSet<>();
        for (ResourceGraph.Node node : graph.nodes().values()) {
            if (node.resource() instanceof SecurityGroupRule rule) {
                ruleBatches.add(rule.group().text() + rule.direction());
            } else {
                calls += calls(node.resource());
            }
        }
        return calls + ruleBatches.size();
    }

    /**
     * From the first call of the longest chain to the end of its last wait. No creation is safe before the account was
     * asked for, the VPCs were listed and our things were looked for by tag, nor known to be over before one more read.
     */
    Duration criticalPath() {
        Map<Address, Double> ends = new HashMap<>();
        double last = 0;
        for (ResourceGraph.Node node : graph.nodes().values()) {
            double start = node.needs().stream().mapToDouble(ends::get).max().orElse(0);
            double end = start + calls(node.resource()) * CALL + wait(node.resource());
            ends.put(node.address(), end);
            last = Math.max(last, end);
        }
        return Duration.ofMillis((long) (1000 * (4 * CALL + Math.max(last, endpointsEnd(ends)))));
    }

    /** The last endpoint starts when the bucket lets it, whatever the graph says. */
    private double endpointsEnd(Map<Address, Double> ends) {
        long endpoints = graph.nodes().keySet().stream()
                .filter(address -> address.kind() == ResourceKind.INTERFACE_ENDPOINT
                        || address.kind() == ResourceKind.GATEWAY_ENDPOINT)
                .count();
        boolean waits = graph.nodes().values().stream().anyMatch(node -> node.resource() instanceof InterfaceEndpoint);
        double first = ends.getOrDefault(new Address(ResourceKind.VPC, "vpc"), 0.0) + CALL;
        double queued = Math.max(0, (endpoints - ENDPOINT_BURST) / ENDPOINT_REFILL);
        return endpoints == 0 ? 0 : first + queued + CALL + (waits ? INTERFACE_ENDPOINT : 0);
    }

    private static int calls(Resource resource) {
        return switch (resource.kind()) {
            case VPC -> ((Vpc) resource).dnsHostnames() ? 2 : 1;
            case NETWORK_INTERFACE -> ((NetworkInterface) resource).sourceDestCheck() ? 1 : 2;
            case MAIN_ROUTE_TABLE -> 0;
            case SECURITY_GROUP, DEFAULT_SECURITY_GROUP, INSTANCE_PROFILE -> 2;
            case ROLE -> 1 + ((Role) resource).managedPolicies().size();
            case INTERNET_GATEWAY,
                    GATEWAY_ATTACHMENT,
                    SUBNET,
                    ROUTE_TABLE,
                    ROUTE,
                    ROUTE_TABLE_ASSOCIATION,
                    ELASTIC_IP,
                    ADDRESS_ASSOCIATION,
                    NAT_GATEWAY,
                    SECURITY_GROUP_RULE,
                    GATEWAY_ENDPOINT,
                    INTERFACE_ENDPOINT,
                    LAUNCH_TEMPLATE,
                    AUTO_SCALING_GROUP -> 1;
        };
    }

    private double wait(Resource resource) {
        return switch (resource.kind()) {
            case NAT_GATEWAY -> NAT_GATEWAY;
            case INTERFACE_ENDPOINT -> INTERFACE_ENDPOINT;
            case AUTO_SCALING_GROUP -> instance;
            default -> 0;
        };
    }
}
