package io.stockade.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/**
 * What AWS knows a security group rule by, which its description is no part of.
 *
 * @param group the group that it stands in
 * @param peer the range, the other group, or the prefix list
 */
record Rule(String group, boolean egress, String protocol, int from, int to, String peer) {
    /** The rules that a request of AWS's names: one for each peer of each permission. */
    static List<Rule> of(String group, boolean egress, List<IpPermission> permissions) {
        List<Rule> rules = new ArrayList<>();
        for (IpPermission permission : permissions) {
            List<String> peers = new ArrayList<>();
            permission.ipRanges().forEach(range -> peers.add(range.cidrIp()));
            permission.userIdGroupPairs().forEach(pair -> peers.add(pair.groupId()));
            permission.prefixListIds().forEach(list -> peers.add(list.prefixListId()));
            peers.forEach(peer -> rules.add(of(group, egress, permission, peer)));
        }
        return rules;
    }

    private static Rule of(String group, boolean egress, IpPermission permission, String peer) {
        return new Rule(
                group, egress, permission.ipProtocol(), port(permission.fromPort()), port(permission.toPort()), peer);
    }

    static int port(@Nullable Integer port) {
        return port == null ? -1 : port;
    }

    /** The side of a group that one call writes. */
    String side() {
        return group + (egress ? " out" : " in");
    }
}
