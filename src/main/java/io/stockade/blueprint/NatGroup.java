package io.stockade.blueprint;

import io.stockade.graph.Address;
import io.stockade.graph.Peer;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.SecurityGroupRule.Direction;
import io.stockade.net.Cidr;
import io.stockade.spec.TierAccess;
import java.util.List;

/**
 * The security group of NAT instances. In: only from the subnets of private tiers. Out: everywhere, since carrying
 * others' traffic anywhere is what a NAT is for; it is the only group of a stack with such rules. They name TCP, UDP
 * and ICMP, so that even here no rule lets everything out: other protocols (tunnels, for one) stay shut.
 */
final class NatGroup {
    private static final int LAST_PORT = 65535;

    private NatGroup() {}

    /** Draws the group, and tells the rules that let it out. */
    static List<Address> draw(Drawing drawing, Layout layout) {
        Ref group = drawing.tagged(
                ResourceKind.SECURITY_GROUP,
                Names.NAT,
                tags -> GroupDrawing.group(drawing, Names.NAT, "NAT instances: in from private tiers only", tags));
        for (Layout.Place place : layout.places(TierAccess.PRIVATE)) {
            Peer subnet = Peer.cidr(place.cidr());
            drawing.keyed(
                    new SecurityGroupRule(group, Direction.INGRESS, "all", -1, -1, subnet, "from " + place.name()));
        }
        return List.of(
                drawing.keyed(out(group, "tcp", 0, LAST_PORT)),
                drawing.keyed(out(group, "udp", 0, LAST_PORT)),
                drawing.keyed(out(group, "icmp", -1, -1)));
    }

    private static SecurityGroupRule out(Ref group, String protocol, int from, int to) {
        return new SecurityGroupRule(
                group, Direction.EGRESS, protocol, from, to, Peer.cidr(Cidr.ANYWHERE), "what private tiers send");
    }
}
