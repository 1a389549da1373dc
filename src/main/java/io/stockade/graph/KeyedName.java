package io.stockade.graph;

import java.util.function.Function;

/**
 * The names of sub-objects, made from their natural keys. An observed rule and a wanted one with the same key get the
 * same address, which is how a rule that the user removed is told from one that somebody slipped in.
 */
public final class KeyedName {
    private KeyedName() {}

    /**
     * The name of a keyed resource.
     *
     * @param nameOf the name of what a reference means: for a planned one the name in its address
     * @throws IllegalArgumentException if the kind is not keyed
     */
    public static String of(Resource resource, Function<Ref, String> nameOf) {
        if (resource instanceof GatewayAttachment attachment) {
            return nameOf.apply(attachment.gateway());
        }
        if (resource instanceof Route route) {
            return nameOf.apply(route.table()) + ":" + route.destination();
        }
        if (resource instanceof RouteTableAssociation association) {
            return nameOf.apply(association.subnet());
        }
        if (resource instanceof AddressAssociation association) {
            return nameOf.apply(association.address());
        }
        if (resource instanceof SecretRotation rotation) {
            return nameOf.apply(rotation.secret());
        }
        if (resource instanceof SecurityGroupRule rule) {
            return nameOf.apply(rule.group()) + ":" + ruleKey(rule, nameOf);
        }
        throw new IllegalArgumentException(resource.kind() + " has no natural key");
    }

    private static String ruleKey(SecurityGroupRule rule, Function<Ref, String> nameOf) {
        String way = rule.direction() == SecurityGroupRule.Direction.INGRESS ? "in" : "out";
        String ports = rule.fromPort() == rule.toPort() ? "" + rule.fromPort() : rule.fromPort() + "-" + rule.toPort();
        Ref ref = rule.peer().ref();
        String peer = ref == null ? rule.peer().toString() : nameOf.apply(ref);
        return way + ":" + rule.protocol() + (rule.fromPort() < 0 ? "" : ":" + ports) + ":" + peer;
    }
}
