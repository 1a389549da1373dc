package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.NatGateway;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what others put into our VPC. Network interfaces are not looked for: having them there is what a VPC is for. */
final class Foreigners {
    private static final List<ResourceKind> KINDS = List.of(
            ResourceKind.SUBNET,
            ResourceKind.ROUTE_TABLE,
            ResourceKind.NAT_GATEWAY,
            ResourceKind.GATEWAY_ENDPOINT,
            ResourceKind.INTERFACE_ENDPOINT,
            ResourceKind.SECURITY_GROUP,
            ResourceKind.GATEWAY_ATTACHMENT);

    private Foreigners() {}

    static List<Leftover> find(World world, OwnThings own) {
        List<Leftover> found = new ArrayList<>();
        for (ResourceKind kind : KINDS) {
            for (Observed<?> thing : world.of(kind)) {
                Optional<String> vpc = vpc(thing.value(), world);
                if (thing.lifecycle() != Lifecycle.DELETING
                        && vpc.map(own.addresses()::containsKey).orElse(false)
                        && !own.addresses().containsKey(identity(thing))) {
                    found.add(new Leftover(thing, new Address(kind, thing.id()), Leftover.Kind.FOREIGN));
                }
            }
        }
        return found;
    }

    /** By what a thing is known to be ours: its own id, or that of the gateway which is attached. */
    private static String identity(Observed<?> thing) {
        return Kinship.parent(thing.value()).map(Ref::text).orElse(thing.id());
    }

    private static Optional<String> vpc(Resource resource, World world) {
        if (resource instanceof NatGateway gateway) {
            return world.find(ResourceKind.SUBNET, gateway.subnet().text())
                    .flatMap(subnet -> Kinship.vpc(subnet.value()))
                    .map(Ref::text);
        }
        return Kinship.vpc(resource).map(Ref::text);
    }
}
