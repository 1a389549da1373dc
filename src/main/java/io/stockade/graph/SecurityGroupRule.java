package io.stockade.graph;

import io.stockade.graph.Changes.Effect;

/**
 * One rule of a security group, in canonical form.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code all} or a protocol number
 * @param fromPort the first port (the ICMP type), or -1 where the protocol has none
 * @param toPort the last port (the ICMP code), or -1
 * @param description empty if there is none
 */
public record SecurityGroupRule(
        @Changes(Effect.KEY) Ref group,
        @Changes(Effect.KEY) SecurityGroupRule.Direction direction,
        @Changes(Effect.KEY) String protocol,
        @Changes(Effect.KEY) int fromPort,
        @Changes(Effect.KEY) int toPort,
        @Changes(Effect.KEY) Peer peer,
        @Changes(Effect.IN_PLACE) String description)
        implements Resource {
    /** Which way the connection is opened, seen from the group. */
    public enum Direction {
        INGRESS,
        EGRESS
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.SECURITY_GROUP_RULE;
    }
}
