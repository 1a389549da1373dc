package io.stockade.sandbox.ec2;

import io.stockade.net.Cidr;
import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Rules in the two forms that EC2 has for them: one by one, and gathered into permissions. */
final class Permissions {
    private static final Map<String, String> PROTOCOLS = Map.of(
            "6", "tcp", "17", "udp", "1", "icmp", "58", "icmpv6", "all", "-1", "tcp", "tcp", "udp", "udp", "icmp",
            "icmp", "icmpv6", "icmpv6", "-1", "-1");

    /** API references, IpRange and CreateSecurityGroup: what descriptions and names of groups may consist of. */
    private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{0,255}");

    private Permissions() {}

    /** Refuses a text that AWS doesn't take for a group or a rule. */
    static void checkText(String what, @Nullable String text) {
        if (text != null && !ALLOWED.matcher(text).matches()) {
            throw AwsError.invalidParameter("Invalid " + what + ". Valid descriptions are strings less than 256"
                    + " characters from the following set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*");
        }
    }

    /** What makes two rules of a group the same one: all but the description. */
    record Shape(boolean egress, String protocol, int from, int to, String peer) {
        static Shape of(SecurityGroupRule rule) {
            return new Shape(
                    rule.isEgress(), rule.ipProtocol(), rule.fromPort(), rule.toPort(), Permissions.peer(rule));
        }

        @Override
        public String toString() {
            return "peer: " + peer + ", " + (protocol.equals("-1") ? "ALL" : protocol.toUpperCase(Locale.ROOT))
                    + ", from port: " + from + ", to port: " + to + ", ALLOW";
        }
    }

    static String peer(SecurityGroupRule rule) {
        if (rule.referencedGroupInfo() != null) {
            return rule.referencedGroupInfo().groupId();
        }
        return List.of(
                        Objects.requireNonNullElse(rule.cidrIpv4(), ""),
                        Objects.requireNonNullElse(rule.cidrIpv6(), ""),
                        Objects.requireNonNullElse(rule.prefixListId(), ""))
                .stream()
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The single rules that permissions stand for, in AWS's normal form, without ids. */
    static List<SecurityGroupRule> expand(
            Call call, SecurityGroup group, boolean egress, List<IpPermission> permissions) {
        if (permissions.isEmpty()) {
            throw AwsError.missingParameter("ipPermissions");
        }
        List<SecurityGroupRule> rules = new ArrayList<>();
        for (IpPermission permission : permissions) {
            int before = rules.size();
            SecurityGroupRule common = common(group, egress, permission);
            for (IpRange range : permission.ipRanges()) {
                rules.add(withRange(common, range.cidrIp(), range.description()));
            }
            for (Ipv6Range range : permission.ipv6Ranges()) {
                rules.add(withRange(common, range.cidrIpv6(), range.description()));
            }
            for (PrefixListId list : permission.prefixListIds()) {
                rules.add(withPrefixList(call, common, list.prefixListId(), list.description()));
            }
            for (UserIdGroupPair pair : permission.userIdGroupPairs()) {
                rules.add(withGroup(call, common, pair.groupId(), pair.description()));
            }
            if (rules.size() == before) {
                throw AwsError.missingParameter("peer of the rule");
            }
        }
        rules.forEach(rule -> checkText("rule description", rule.description()));
        return rules;
    }

    static SecurityGroupRule withRange(SecurityGroupRule common, String text, @Nullable String description) {
        Cidr range =
                Cidr.find(text).orElseThrow(() -> AwsError.invalidParameter("CIDR block " + text + " is malformed"));
        SecurityGroupRule.Builder rule = common.toBuilder().description(description);
        return range.isIpv4()
                ? rule.cidrIpv4(range.text()).build()
                : rule.cidrIpv6(range.text()).build();
    }

    static SecurityGroupRule withPrefixList(
            Call call, SecurityGroupRule common, String id, @Nullable String description) {
        if (!PrefixLists.exists(call.region(), id)) {
            throw AwsError.of("InvalidPrefixListID.NotFound", "The prefix list ID '" + id + "' does not exist");
        }
        return common.toBuilder().prefixListId(id).description(description).build();
    }

    static SecurityGroupRule withGroup(
            Call call, SecurityGroupRule common, @Nullable String id, @Nullable String description) {
        SecurityGroup peer = Things.require(call, Kinds.SECURITY_GROUP, id);
        SecurityGroup own = Things.require(call, Kinds.SECURITY_GROUP, common.groupId());
        if (!peer.vpcId().equals(own.vpcId())) {
            throw AwsError.of(
                    "InvalidGroup.NotFound", "You have specified two resources that belong to different networks.");
        }
        return common.toBuilder()
                .referencedGroupInfo(ReferencedSecurityGroup.builder()
                        .groupId(peer.groupId())
                        .userId(call.account())
                        .build())
                .description(description)
                .build();
    }

    private static SecurityGroupRule common(SecurityGroup group, boolean egress, IpPermission permission) {
        return common(group, egress, permission.ipProtocol(), permission.fromPort(), permission.toPort());
    }

    /** A rule's protocol and ports, as AWS writes them whatever way they were given. */
    static SecurityGroupRule common(
            SecurityGroup group, boolean egress, @Nullable String given, @Nullable Integer from, @Nullable Integer to) {
        if (given == null) {
            throw AwsError.missingParameter("ipProtocol");
        }
        String protocol = PROTOCOLS.getOrDefault(given.toLowerCase(Locale.ROOT), given);
        boolean ports = protocol.equals("tcp") || protocol.equals("udp");
        boolean messages = protocol.equals("icmp") || protocol.equals("icmpv6");
        if (ports && (from == null || to == null || from < 0 || to > 65535 || from > to)) {
            throw AwsError.invalidParameter("Invalid value '" + from + "-" + to + "' for portRange.");
        }
        return SecurityGroupRule.builder()
                .groupId(group.groupId())
                .groupOwnerId(group.ownerId())
                .isEgress(egress)
                .ipProtocol(protocol)
                .fromPort((ports || messages) && from != null ? from : -1)
                .toPort((ports || messages) && to != null ? to : -1)
                .build();
    }

    /** The permissions that a group shows for its rules in one direction. */
    static List<IpPermission> gather(List<SecurityGroupRule> rules, boolean egress) {
        Map<Shape, List<SecurityGroupRule>> groups = new LinkedHashMap<>();
        for (SecurityGroupRule rule : rules) {
            if (rule.isEgress() == egress) {
                Shape shape = new Shape(egress, rule.ipProtocol(), rule.fromPort(), rule.toPort(), "");
                groups.computeIfAbsent(shape, key -> new ArrayList<>()).add(rule);
            }
        }
        List<IpPermission> permissions = new ArrayList<>();
        groups.forEach((shape, members) -> permissions.add(permission(shape, members)));
        return permissions;
    }

    private static IpPermission permission(Shape shape, List<SecurityGroupRule> members) {
        List<IpRange> ranges = new ArrayList<>();
        List<Ipv6Range> ipv6Ranges = new ArrayList<>();
        List<PrefixListId> lists = new ArrayList<>();
        List<UserIdGroupPair> pairs = new ArrayList<>();
        for (SecurityGroupRule rule : members) {
            String text = rule.description();
            if (rule.cidrIpv4() != null) {
                ranges.add(range(rule.cidrIpv4(), text));
            } else if (rule.cidrIpv6() != null) {
                ipv6Ranges.add(ipv6Range(rule.cidrIpv6(), text));
            } else if (rule.prefixListId() != null) {
                lists.add(list(rule.prefixListId(), text));
            } else {
                pairs.add(pair(rule.referencedGroupInfo(), text));
            }
        }
        // Where there are no ports the older form of a rule leaves them out.
        boolean open = shape.protocol().equals("-1");
        return IpPermission.builder()
                .ipProtocol(shape.protocol())
                .fromPort(open ? null : shape.from())
                .toPort(open ? null : shape.to())
                .ipRanges(ranges)
                .ipv6Ranges(ipv6Ranges)
                .prefixListIds(lists)
                .userIdGroupPairs(pairs)
                .build();
    }

    private static IpRange range(String cidr, @Nullable String description) {
        return IpRange.builder().cidrIp(cidr).description(description).build();
    }

    private static Ipv6Range ipv6Range(String cidr, @Nullable String description) {
        return Ipv6Range.builder().cidrIpv6(cidr).description(description).build();
    }

    private static PrefixListId list(String id, @Nullable String description) {
        return PrefixListId.builder().prefixListId(id).description(description).build();
    }

    private static UserIdGroupPair pair(ReferencedSecurityGroup peer, @Nullable String description) {
        return UserIdGroupPair.builder()
                .groupId(peer.groupId())
                .userId(peer.userId())
                .description(description)
                .build();
    }
}
