package io.stockade.simulation;

import io.stockade.graph.ManagedPolicy;
import io.stockade.graph.Peer;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.Role;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.SecurityGroupRule.Direction;
import java.util.Collection;

/**
 * An oracle for deletions, written from AWS's API reference and from nothing of the engine: the fewest mutating calls
 * that take a graph away. Routes, associations and rules go with what they stand in.
 */
final class NeededDeletions {
    private NeededDeletions() {}

    static int of(ResourceGraph graph) {
        Collection<Resource> all = graph.nodes().values().stream()
                .map(ResourceGraph.Node::resource)
                .toList();
        int calls = all.stream().mapToInt(NeededDeletions::calls).sum();
        // One call takes all endpoints of the region, of either type.
        boolean endpoints = all.stream().anyMatch(NeededDeletions::isEndpoint);
        return calls + (endpoints ? 1 : 0) + (int) namingGroups(all);
    }

    /** Two groups that name each other keep each other; taking the rules off at one end of the link is enough. */
    private static long namingGroups(Collection<Resource> all) {
        return all.stream()
                .filter(SecurityGroupRule.class::isInstance)
                .map(SecurityGroupRule.class::cast)
                .filter(rule ->
                        rule.direction() == Direction.EGRESS && rule.peer().type() == Peer.Type.GROUP)
                .map(SecurityGroupRule::group)
                .distinct()
                .count();
    }

    private static boolean isEndpoint(Resource resource) {
        return switch (resource.kind()) {
            case GATEWAY_ENDPOINT, INTERFACE_ENDPOINT -> true;
            default -> false;
        };
    }

    private static int calls(Resource resource) {
        return switch (resource.kind()) {
            case INSTANCE_PROFILE -> 2;
            case ROLE ->
                1
                        + ((Role) resource).managedPolicies().size()
                        + (((Role) resource).inlinePolicy().equals(PolicyDocument.NONE) ? 0 : 1);
            case MANAGED_POLICY -> 1 + ((ManagedPolicy) resource).roles().size();
            case VPC,
                    INTERNET_GATEWAY,
                    GATEWAY_ATTACHMENT,
                    SUBNET,
                    ROUTE_TABLE,
                    ELASTIC_IP,
                    NAT_GATEWAY,
                    NETWORK_INTERFACE,
                    SECURITY_GROUP,
                    LAUNCH_TEMPLATE,
                    FUNCTION,
                    SECRET,
                    SECRET_ROTATION,
                    AUTO_SCALING_GROUP -> 1;
            case MAIN_ROUTE_TABLE,
                    DEFAULT_SECURITY_GROUP,
                    ROUTE,
                    ROUTE_TABLE_ASSOCIATION,
                    ADDRESS_ASSOCIATION,
                    SECURITY_GROUP_RULE,
                    GATEWAY_ENDPOINT,
                    INTERFACE_ENDPOINT -> 0;
        };
    }
}
