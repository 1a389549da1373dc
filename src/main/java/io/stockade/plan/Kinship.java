package io.stockade.plan;

import io.stockade.graph.AddressAssociation;
import io.stockade.graph.Changes.Effect;
import io.stockade.graph.Component;
import io.stockade.graph.DefaultSecurityGroup;
import io.stockade.graph.GatewayAttachment;
import io.stockade.graph.GatewayEndpoint;
import io.stockade.graph.InterfaceEndpoint;
import io.stockade.graph.MainRouteTable;
import io.stockade.graph.Peer;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind.Identity;
import io.stockade.graph.Route;
import io.stockade.graph.RouteTable;
import io.stockade.graph.RouteTableAssociation;
import io.stockade.graph.SecretRotation;
import io.stockade.graph.SecurityGroup;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.Subnet;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What stands inside what, and by which key: the few facts about AWS that matching and ordering share. */
final class Kinship {
    private Kinship() {}

    /** What a sub-object stands in, and goes away with; empty for what has a life of its own. */
    static Optional<Ref> parent(Resource resource) {
        if (resource instanceof GatewayAttachment attachment) {
            return Optional.of(attachment.gateway());
        }
        if (resource instanceof Route route) {
            return Optional.of(route.table());
        }
        if (resource instanceof RouteTableAssociation association) {
            return Optional.of(association.subnet());
        }
        if (resource instanceof AddressAssociation association) {
            return Optional.of(association.address());
        }
        if (resource instanceof SecurityGroupRule rule) {
            return Optional.of(rule.group());
        }
        if (resource instanceof SecretRotation rotation) {
            return Optional.of(rotation.secret());
        }
        if (resource instanceof MainRouteTable table) {
            return Optional.of(table.vpc());
        }
        return resource instanceof DefaultSecurityGroup group ? Optional.of(group.vpc()) : Optional.empty();
    }

    /** The VPC that a thing names itself; empty for what is in one only by what it refers to, or in none. */
    static Optional<Ref> vpc(Resource resource) {
        if (resource instanceof Subnet subnet) {
            return Optional.of(subnet.vpc());
        }
        if (resource instanceof RouteTable table) {
            return Optional.of(table.vpc());
        }
        if (resource instanceof SecurityGroup group) {
            return Optional.of(group.vpc());
        }
        if (resource instanceof GatewayEndpoint endpoint) {
            return Optional.of(endpoint.vpc());
        }
        if (resource instanceof InterfaceEndpoint endpoint) {
            return Optional.of(endpoint.vpc());
        }
        return resource instanceof GatewayAttachment attachment ? Optional.of(attachment.vpc()) : Optional.empty();
    }

    /**
     * The natural key as one text.
     *
     * @param idOf the id of a reference; {@code null} if there is none yet, and then there is no key
     */
    static Optional<String> key(Resource resource, Function<Ref, @Nullable String> idOf) {
        StringBuilder key = new StringBuilder();
        for (Component component : Component.of(resource.getClass())) {
            if (component.effect() != Effect.KEY) {
                continue;
            }
            Object value = component.of(resource);
            Ref ref = value instanceof Peer peer ? peer.ref() : value instanceof Ref plain ? plain : null;
            String text = ref == null ? String.valueOf(value) : idOf.apply(ref);
            if (text == null) {
                return Optional.empty();
            }
            key.append(text).append('\n');
        }
        return Optional.of(key.toString());
    }

    static boolean keyed(Resource resource) {
        return resource.kind().identity() == Identity.KEYED;
    }

    static boolean contained(Resource resource) {
        return resource.kind().identity() == Identity.CONTAINED;
    }

    /** Whether other things refer to it by its id: everything but sub-objects. */
    static boolean ownId(Resource resource) {
        return !keyed(resource);
    }
}
