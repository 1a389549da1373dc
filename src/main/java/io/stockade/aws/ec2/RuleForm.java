package io.stockade.aws.ec2;

import io.stockade.graph.KeyedName;
import io.stockade.graph.Observed;
import io.stockade.graph.Peer;
import io.stockade.graph.Ref;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.SecurityGroupRule.Direction;
import io.stockade.net.Cidr;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * The canonical form of security group rules, and the way back. AWS folds rules with equal ports into one permission,
 * writes protocols as numbers or names, and adds what nobody asked for; one rule for one peer makes them comparable.
 */
final class RuleForm {
    private static final Map<String, String> NAMES =
            Map.of("-1", "all", "6", "tcp", "17", "udp", "1", "icmp", "58", "icmpv6");

    /** Only these have ports, or types and codes; AWS ignores what is said of them for any other protocol. */
    private static final Set<String> WITH_PORTS = Set.of("tcp", "udp", "icmp", "icmpv6");

    private RuleForm() {}

    /** All rules of a group. */
    static List<Observed<SecurityGroupRule>> rules(SecurityGroup group, Instant now) {
        List<Observed<SecurityGroupRule>> rules = new ArrayList<>();
        group.ipPermissions().forEach(permission -> rules.addAll(rules(group, Direction.INGRESS, permission, now)));
        group.ipPermissionsEgress()
                .forEach(permission -> rules.addAll(rules(group, Direction.EGRESS, permission, now)));
        return rules;
    }

    /** Group and natural key: what names a rule that has no stable id of its own. */
    static String id(SecurityGroupRule rule) {
        return KeyedName.of(rule, Ref::text);
    }

    /** A rule as a permission of its own. */
    static IpPermission permission(SecurityGroupRule rule) {
        IpPermission.Builder permission =
                IpPermission.builder().ipProtocol(rule.protocol().equals("all") ? "-1" : rule.protocol());
        if (WITH_PORTS.contains(rule.protocol())) {
            permission.fromPort(rule.fromPort()).toPort(rule.toPort());
        }
        String description = rule.description().isEmpty() ? null : rule.description();
        Peer peer = rule.peer();
        switch (peer.type()) {
            case CIDR -> range(permission, Objects.requireNonNull(peer.cidr()), description);
            case GROUP -> permission.userIdGroupPairs(pair(peer.toString(), description));
            case PREFIX_LIST ->
                permission.prefixListIds(PrefixListId.builder()
                        .prefixListId(peer.toString())
                        .description(description)
                        .build());
        }
        return permission.build();
    }

    private static void range(IpPermission.Builder permission, Cidr range, @Nullable String description) {
        if (range.isIpv4()) {
            permission.ipRanges(IpRange.builder()
                    .cidrIp(range.text())
                    .description(description)
                    .build());
        } else {
            permission.ipv6Ranges(Ipv6Range.builder()
                    .cidrIpv6(range.text())
                    .description(description)
                    .build());
        }
    }

    private static UserIdGroupPair pair(String group, @Nullable String description) {
        int slash = group.indexOf('/');
        UserIdGroupPair.Builder pair =
                UserIdGroupPair.builder().groupId(group.substring(slash + 1)).description(description);
        return slash < 0 ? pair.build() : pair.userId(group.substring(0, slash)).build();
    }

    private static List<Observed<SecurityGroupRule>> rules(
            SecurityGroup group, Direction direction, IpPermission permission, Instant now) {
        List<Observed<SecurityGroupRule>> rules = new ArrayList<>();
        peers(group, permission).forEach(described -> {
            String protocol = NAMES.getOrDefault(permission.ipProtocol(), permission.ipProtocol());
            boolean ports = WITH_PORTS.contains(protocol);
            SecurityGroupRule rule = new SecurityGroupRule(
                    Ref.known(group.groupId()),
                    direction,
                    protocol,
                    ports ? port(permission.fromPort()) : -1,
                    ports ? port(permission.toPort()) : -1,
                    described.peer(),
                    described.description() == null ? "" : described.description());
            rules.add(Observed.ready(rule, id(rule), now));
        });
        return rules;
    }

    private record Described(Peer peer, @Nullable String description) {}

    private static List<Described> peers(SecurityGroup group, IpPermission permission) {
        List<Described> peers = new ArrayList<>();
        permission
                .ipRanges()
                .forEach(range -> peers.add(new Described(Peer.cidr(Cidr.parse(range.cidrIp())), range.description())));
        permission
                .ipv6Ranges()
                .forEach(range ->
                        peers.add(new Described(Peer.cidr(Cidr.parse(range.cidrIpv6())), range.description())));
        permission
                .userIdGroupPairs()
                .forEach(pair -> peers.add(new Described(Peer.group(groupOf(group, pair)), pair.description())));
        permission
                .prefixListIds()
                .forEach(list ->
                        peers.add(new Described(Peer.prefixList(Ref.known(list.prefixListId())), list.description())));
        return peers;
    }

    /** AWS names the account of every group; only another account's says anything. */
    private static Ref groupOf(SecurityGroup group, UserIdGroupPair pair) {
        boolean same = pair.userId() == null
                || pair.userId().isEmpty()
                || pair.userId().equals(group.ownerId());
        return Ref.known(same ? pair.groupId() : pair.userId() + "/" + pair.groupId());
    }

    private static int port(@Nullable Integer port) {
        return port == null ? -1 : port;
    }
}
