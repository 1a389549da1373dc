package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.AddressAssociation;
import io.stockade.graph.Component;
import io.stockade.graph.GatewayAttachment;
import io.stockade.graph.NatGateway;
import io.stockade.graph.NetworkInterface;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a thing keeps from being deleted. That is what it refers to; and AWS lets no internet gateway go from a VPC in
 * which public addresses are in use (DetachInternetGateway: "has some mapped public address(es)").
 */
final class Holding {
    private final World world;
    private final Map<String, List<String>> attachmentsByVpc = new HashMap<>();

    Holding(World world) {
        this.world = world;
        for (Observed<?> thing : world.of(ResourceKind.GATEWAY_ATTACHMENT)) {
            if (thing.value() instanceof GatewayAttachment attachment) {
                attachmentsByVpc
                        .computeIfAbsent(attachment.vpc().text(), ignored -> new ArrayList<>())
                        .add(thing.id());
            }
        }
    }

    /** Ids of what a thing of this value holds. */
    NavigableSet<String> of(Resource value) {
        NavigableSet<String> held = new TreeSet<>();
        Component.refs(value).forEach(ref -> held.add(ref.text()));
        publicIn(value).map(attachmentsByVpc::get).ifPresent(held::addAll);
        return held;
    }

    private Optional<String> publicIn(Resource value) {
        if (value instanceof NatGateway gateway) {
            return vpcOfSubnet(gateway.subnet());
        }
        if (value instanceof AddressAssociation association) {
            return world.find(
                            ResourceKind.NETWORK_INTERFACE,
                            association.networkInterface().text())
                    .flatMap(found -> found.value() instanceof NetworkInterface card
                            ? vpcOfSubnet(card.subnet())
                            : Optional.empty());
        }
        return Optional.empty();
    }

    private Optional<String> vpcOfSubnet(Ref subnet) {
        return world.find(ResourceKind.SUBNET, subnet.text())
                .flatMap(found -> Kinship.vpc(found.value()))
                .map(Ref::text);
    }
}
