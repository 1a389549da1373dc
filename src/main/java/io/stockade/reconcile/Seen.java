package io.stockade.reconcile;

import io.stockade.cloud.World;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.ResourceKind;
import io.stockade.hint.Hint;
import io.stockade.hint.Named;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a stack was seen to have when it was looked at last, as far as events can be told by it whom they concern.
 *
 * @param account that it is in; empty if that is not known yet
 * @param groups the auto-scaling group of an instance
 */
record Seen(World world, String account, String region, Function<String, Optional<String>> groups) {
    /** What IAM does is told of in one region, whichever the stack is in. */
    private static final Set<ResourceKind> GLOBAL =
            Set.of(ResourceKind.ROLE, ResourceKind.INSTANCE_PROFILE, ResourceKind.MANAGED_POLICY);

    /** What may turn up in a VPC of ours, and be something that nobody declared. */
    private static final Set<ResourceKind> TELLING = Set.of(
            ResourceKind.SUBNET,
            ResourceKind.ROUTE_TABLE,
            ResourceKind.SECURITY_GROUP,
            ResourceKind.INTERNET_GATEWAY,
            ResourceKind.NAT_GATEWAY,
            ResourceKind.INTERFACE_ENDPOINT);

    /** Kinds whose ids look like those of another. */
    private static final Map<ResourceKind, ResourceKind> ALIKE = Map.of(
            ResourceKind.SECURITY_GROUP, ResourceKind.DEFAULT_SECURITY_GROUP,
            ResourceKind.ROUTE_TABLE, ResourceKind.MAIN_ROUTE_TABLE,
            ResourceKind.INTERFACE_ENDPOINT, ResourceKind.GATEWAY_ENDPOINT);

    /** What is read to see a sub-object. */
    private static final Map<ResourceKind, ResourceKind> HOLDERS = Map.of(
            ResourceKind.ROUTE, ResourceKind.ROUTE_TABLE,
            ResourceKind.ROUTE_TABLE_ASSOCIATION, ResourceKind.ROUTE_TABLE,
            ResourceKind.ADDRESS_ASSOCIATION, ResourceKind.ELASTIC_IP,
            ResourceKind.GATEWAY_ATTACHMENT, ResourceKind.INTERNET_GATEWAY,
            ResourceKind.SECURITY_GROUP_RULE, ResourceKind.SECURITY_GROUP,
            ResourceKind.SECRET_ROTATION, ResourceKind.SECRET);

    /** Where the stack has to look because of a hint; nowhere if it does not concern it. */
    SortedSet<Spot> spots(Hint hint) {
        NavigableSet<Spot> spots = new TreeSet<>();
        if (!account.isEmpty() && !account.equals(hint.account())) {
            return spots;
        }
        for (Named named : hint.named()) {
            if (hint.region().equals(region) || GLOBAL.contains(named.kind())) {
                // What a call names beside what it changed is looked at only if that is known to nobody.
                boolean beside = named.kind() != null && named.kind().identity() == ResourceKind.Identity.KEYED;
                if (!beside || spots.isEmpty()) {
                    find(named, hint.parts()).ifPresent(spots::add);
                }
            }
        }
        if (spots.isEmpty() && hint.region().equals(region)) {
            spots.addAll(inVpc(hint));
        }
        return spots;
    }

    private Optional<Spot> find(Named named, Set<String> parts) {
        String id = named.kind() == null ? groups.apply(named.id()).orElse("") : named.id();
        return kinds(named)
                .flatMap(kind -> find(kind, id).stream())
                .findFirst()
                .filter(Seen::concerns)
                .map(thing -> Optional.ofNullable(SpotReads.holder(thing.value()))
                        .map(holder -> new Spot(HOLDERS.getOrDefault(thing.kind(), thing.kind()), holder.text(), parts))
                        .orElseGet(() -> new Spot(thing.kind(), thing.id(), parts)));
    }

    /** The interfaces of others come and go in a VPC, and nothing follows from that. */
    private static boolean concerns(Observed<?> thing) {
        return thing.kind() != ResourceKind.NETWORK_INTERFACE
                || Owner.of(thing.tags()).isPresent();
    }

    private Optional<Observed<?>> find(ResourceKind kind, String id) {
        Optional<Observed<?>> byId = world.find(kind, id);
        if (byId.isPresent() || kind.identity() == ResourceKind.Identity.KEYED) {
            return byId;
        }
        return world.of(kind).stream()
                .filter(thing -> !id.isEmpty() && id.equals(thing.value().globalName()))
                .<Observed<?>>map(thing -> thing)
                .findFirst();
    }

    private static Stream<ResourceKind> kinds(Named named) {
        ResourceKind kind = named.kind();
        if (kind == null) {
            return Stream.of(ResourceKind.AUTO_SCALING_GROUP);
        }
        return Stream.concat(Stream.of(kind), Stream.ofNullable(ALIKE.get(kind)));
    }

    private List<Spot> inVpc(Hint hint) {
        if (hint.vpc().isEmpty() || world.find(ResourceKind.VPC, hint.vpc()).isEmpty()) {
            return List.of();
        }
        return hint.named().stream()
                .flatMap(named -> Stream.ofNullable(named.kind()))
                .filter(TELLING::contains)
                .map(Spot::all)
                .toList();
    }
}
