package io.stockade.simulation;

import io.stockade.graph.Address;
import io.stockade.graph.Function;
import io.stockade.graph.InterfaceEndpoint;
import io.stockade.graph.ManagedPolicy;
import io.stockade.graph.NetworkInterface;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Role;
import io.stockade.graph.Secret;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.Vpc;
import io.stockade.sandbox.settings.Delays;
import io.stockade.sandbox.settings.SandboxSettings;
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
    /** CreateVpcEndpoint has a bucket of 4 and refills 0.3 a second. */
    private static final double ENDPOINT_BURST = 4;

    private static final double ENDPOINT_REFILL = 0.3;

    /** A new group acts in a quarter of the time in which it reacts to what happens later. */
    private static final double FIRST_ACT = 0.25;

    private final ResourceGraph graph;
    private final Delays delays;
    private final double call;

    NeededCalls(ResourceGraph graph, SandboxSettings settings) {
        this.graph = graph;
        this.delays = settings.delays();
        this.call = seconds(delays.call());
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
     * The longest chain of calls and waits, after the one round of reads that nobody can do without: who am I, what is
     * there already, and which zones are there, all asked side by side before the first write. No other read is
     * counted. AWS says that something is ready only when asked, but a wait is counted from the call's end to the
     * answer's, and begins and ends half a call sooner in the sandbox; so the luckiest question costs nothing. What a
     * last call changed, its own reply says.
     */
    Duration criticalPath() {
        Map<Address, Double> named = new HashMap<>();
        Map<Address, Double> ends = new HashMap<>();
        for (ResourceGraph.Node node : graph.nodes().values()) {
            double start = node.needs().stream()
                    .mapToDouble(need -> (idIsEnough(need, node.resource()) ? named : ends).get(need))
                    .max()
                    .orElse(0);
            named.put(node.address(), start + call);
            ends.put(node.address(), start + calls(node.resource()) * call + wait(node.resource()));
        }
        double last = ends.values().stream().mapToDouble(end -> end).max().orElse(0);
        double endpoints = endpointsEnd(named.getOrDefault(new Address(ResourceKind.VPC, "vpc"), 0.0));
        return Duration.ofMillis(Math.round(1000 * (call + Math.max(last, endpoints))));
    }

    /**
     * Whether something can go on with the id that the first call gives, while further calls complete the thing. Private
     * names of an interface endpoint need all of the VPC.
     */
    private static boolean idIsEnough(Address need, Resource follower) {
        return switch (need.kind()) {
            case VPC -> follower.kind() != ResourceKind.INTERFACE_ENDPOINT;
            case SECURITY_GROUP, NETWORK_INTERFACE -> true;
            default -> false;
        };
    }

    /** The last endpoint starts when the bucket lets it, whatever the graph says. */
    private double endpointsEnd(double vpc) {
        long endpoints = graph.nodes().keySet().stream()
                .filter(address -> address.kind() == ResourceKind.INTERFACE_ENDPOINT
                        || address.kind() == ResourceKind.GATEWAY_ENDPOINT)
                .count();
        boolean waits = graph.nodes().values().stream().anyMatch(node -> node.resource() instanceof InterfaceEndpoint);
        double queued = Math.max(0, (endpoints - ENDPOINT_BURST) / ENDPOINT_REFILL);
        return endpoints == 0 ? 0 : vpc + queued + call + (waits ? seconds(delays.endpoint()) : 0);
    }

    private static int calls(Resource resource) {
        return switch (resource.kind()) {
            case VPC -> ((Vpc) resource).dnsHostnames() ? 2 : 1;
            case NETWORK_INTERFACE -> ((NetworkInterface) resource).sourceDestCheck() ? 1 : 2;
            case MAIN_ROUTE_TABLE -> 0;
            case SECURITY_GROUP, DEFAULT_SECURITY_GROUP, INSTANCE_PROFILE -> 2;
            case ROLE -> 1 + ((Role) resource).managedPolicies().size() + written((Role) resource);
            case MANAGED_POLICY -> 1 + ((ManagedPolicy) resource).roles().size();
            // What its code was taken from is noted once Lambda has told the code's digest.
            case FUNCTION -> 2 + invokers((Function) resource);
            // It is made empty, and gets its value by another call.
            case SECRET -> 2 + policy((Secret) resource);
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
                    AUTO_SCALING_GROUP,
                    SECRET_ROTATION -> 1;
        };
    }

    private static int written(Role role) {
        return role.inlinePolicy().equals(PolicyDocument.NONE) ? 0 : 1;
    }

    private static int invokers(Function function) {
        return function.policy().equals(PolicyDocument.NONE) ? 0 : 1;
    }

    private static int policy(Secret secret) {
        return secret.policy().equals(PolicyDocument.NONE) ? 0 : 1;
    }

    private double wait(Resource resource) {
        return switch (resource.kind()) {
            case NAT_GATEWAY -> seconds(delays.natGateway());
            case INTERFACE_ENDPOINT -> seconds(delays.endpoint());
            case AUTO_SCALING_GROUP -> seconds(delays.groupReaction()) * FIRST_ACT + seconds(delays.instance());
            default -> 0;
        };
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
