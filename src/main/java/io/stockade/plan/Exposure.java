package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.GatewayAttachment;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Route;
import io.stockade.graph.SecurityGroup;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.SecurityGroupRule.Direction;
import io.stockade.net.Cidr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One line on what the whole internet reaches. It errs on the open side: a group counts whether or not something with a
 * public address uses it at the moment, since one launch is all that it takes.
 */
public final class Exposure {
    /** Shorter prefixes than this are nobody's network: 0.0.0.0/1 and its twin are everywhere in disguise. */
    private static final int WIDEST_NETWORK = 8;

    private Exposure() {}

    /** The exposure of a stack in a world, projected or observed. */
    public static String of(World world, Owner owner) {
        Set<String> vpcs = vpcs(world, owner);
        Map<String, SortedSet<String>> open = routed(world, vpcs) ? open(world, vpcs) : Map.of();
        if (open.isEmpty()) {
            return "nothing is reachable from the internet";
        }
        List<String> parts = new ArrayList<>();
        open.forEach((peer, what) -> parts.add(peer + " reaches " + String.join(", ", what)));
        return String.join("; ", parts) + "; nothing else";
    }

    /** What is open, one by one: {@code 0.0.0.0/0 reaches tcp/443 of web}. */
    static SortedSet<String> open(World world, Owner owner) {
        Set<String> vpcs = vpcs(world, owner);
        SortedSet<String> points = new TreeSet<>();
        if (routed(world, vpcs)) {
            open(world, vpcs).forEach((peer, what) -> what.forEach(each -> points.add(peer + " reaches " + each)));
        }
        return points;
    }

    private static Set<String> vpcs(World world, Owner owner) {
        Set<String> vpcs = new HashSet<>();
        for (Observed<?> thing : world.of(ResourceKind.VPC)) {
            if (owner.owns(thing.tags())) {
                vpcs.add(thing.id());
            }
        }
        return vpcs;
    }

    /** Whether any route leads to a gateway that is attached to one of the VPCs. */
    private static boolean routed(World world, Set<String> vpcs) {
        Set<String> gateways = new HashSet<>();
        for (Observed<?> thing : world.of(ResourceKind.GATEWAY_ATTACHMENT)) {
            if (thing.value() instanceof GatewayAttachment attachment
                    && vpcs.contains(attachment.vpc().text())) {
                gateways.add(attachment.gateway().text());
            }
        }
        return world.of(ResourceKind.ROUTE).stream()
                .anyMatch(thing -> thing.value() instanceof Route route
                        && gateways.contains(route.target().text()));
    }

    private static Map<String, SortedSet<String>> open(World world, Set<String> vpcs) {
        Map<String, String> names = groupNames(world, vpcs);
        Map<String, SortedSet<String>> open = new TreeMap<>();
        for (Observed<?> thing : world.of(ResourceKind.SECURITY_GROUP_RULE)) {
            if (!(thing.value() instanceof SecurityGroupRule rule) || rule.direction() != Direction.INGRESS) {
                continue;
            }
            Cidr peer = rule.peer().cidr();
            String group = names.get(rule.group().text());
            if (group != null && peer != null && peer.prefixLength() < WIDEST_NETWORK) {
                open.computeIfAbsent(peer.text(), ignored -> new TreeSet<>()).add(ports(rule) + " of " + group);
            }
        }
        return open;
    }

    private static Map<String, String> groupNames(World world, Set<String> vpcs) {
        Map<String, String> names = new TreeMap<>();
        for (Observed<?> thing : world.of(ResourceKind.SECURITY_GROUP)) {
            if (thing.value() instanceof SecurityGroup group
                    && vpcs.contains(group.vpc().text())) {
                names.put(
                        thing.id(),
                        Owner.address(thing.tags()).map(Address::name).orElse(group.name()));
            }
        }
        for (Observed<?> thing : world.of(ResourceKind.DEFAULT_SECURITY_GROUP)) {
            if (Kinship.parent(thing.value())
                    .map(Ref::text)
                    .filter(vpcs::contains)
                    .isPresent()) {
                names.put(thing.id(), "the default group");
            }
        }
        return names;
    }

    private static String ports(SecurityGroupRule rule) {
        if (rule.fromPort() < 0) {
            return rule.protocol().equals("all") ? "everything" : rule.protocol();
        }
        String ports = rule.fromPort() == rule.toPort()
                ? String.valueOf(rule.fromPort())
                : rule.fromPort() + "-" + rule.toPort();
        return rule.protocol() + "/" + ports;
    }
}
