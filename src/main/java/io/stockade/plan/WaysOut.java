package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Route;
import io.stockade.graph.RouteTableAssociation;
import io.stockade.plan.Change.Action;
import io.stockade.text.Shortlist;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** By what each subnet gets to the internet, before a plan and after it. */
final class WaysOut {
    /** More names than these say no more. */
    private static final int NAMES = 3;

    private WaysOut() {}

    /** Which subnets lose their way out, for good or for a while, a line for each kind of loss. */
    static List<String> lost(World world, World after, Plan plan, Owner owner) {
        Map<String, String> before = of(world, owner);
        Map<String, String> then = of(after, owner);
        Map<String, SortedSet<String>> subnets = new TreeMap<>();
        before.forEach((subnet, target) -> {
            String other = then.get(subnet);
            if (!target.equals(other) && declared(after, subnet, owner)) {
                subnets.computeIfAbsent(loss(world, plan, target, other, owner), ignored -> new TreeSet<>())
                        .add(subnet);
            }
        });
        List<String> lines = new ArrayList<>();
        subnets.forEach((loss, names) -> lines.add("the way to the internet of " + names(names) + loss));
        return lines;
    }

    private static boolean declared(World world, String subnet, Owner owner) {
        return world.of(ResourceKind.SUBNET).stream()
                .anyMatch(thing -> name(thing, owner).filter(subnet::equals).isPresent());
    }

    private static String loss(World world, Plan plan, String target, @Nullable String other, Owner owner) {
        String old = called(world, target, owner);
        if (other == null) {
            return " goes, which was " + old;
        }
        Optional<Address> made = Optional.of(other)
                .filter(id -> id.startsWith(Projection.NEW))
                .map(id -> Address.parse(id.substring(Projection.NEW.length())));
        String next = made.map(Address::toString).orElseGet(() -> called(world, other, owner));
        boolean gap = made.isPresent()
                && plan.changes().stream()
                        .filter(change -> change.action() == Action.DELETE
                                && change.current() != null
                                && change.current().id().equals(target))
                        .anyMatch(gone -> plan.follows(Change.key(Action.CREATE, made.get()), gone.key()));
        return gap
                ? " is cut between the end of " + old + " and the start of " + next + ", " + Outages.MOSTLY
                : " will be " + next + ", which was " + old + ": open connections end, and the public address changes";
    }

    /** The target of the default route of each subnet that has one, by the subnet's name. */
    private static Map<String, String> of(World world, Owner owner) {
        Map<String, String> targets = new TreeMap<>();
        for (Observed<?> thing : world.of(ResourceKind.ROUTE)) {
            if (thing.value() instanceof Route route && route.takesTheRest()) {
                targets.put(route.table().text(), route.target().text());
            }
        }
        Map<String, String> tables = new TreeMap<>();
        for (Observed<?> thing : world.of(ResourceKind.ROUTE_TABLE_ASSOCIATION)) {
            if (thing.value() instanceof RouteTableAssociation association) {
                tables.put(association.subnet().text(), association.table().text());
            }
        }
        Map<String, String> ways = new TreeMap<>();
        for (Observed<?> subnet : world.of(ResourceKind.SUBNET)) {
            String table = tables.get(subnet.id());
            String target = table == null ? null : targets.get(table);
            if (target != null) {
                name(subnet, owner).ifPresent(name -> ways.put(name, target));
            }
        }
        return ways;
    }

    private static Optional<String> name(Observed<?> thing, Owner owner) {
        return owner.owns(thing.tags()) ? Owner.address(thing.tags()).map(Address::name) : Optional.empty();
    }

    private static String called(World world, String id, Owner owner) {
        for (ResourceKind kind : ResourceKind.values()) {
            Optional<String> known = world.find(kind, id)
                    .filter(thing -> owner.owns(thing.tags()))
                    .flatMap(thing -> Owner.address(thing.tags()))
                    .map(Address::toString);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return id;
    }

    private static String names(SortedSet<String> names) {
        return Shortlist.of(names, NAMES);
    }
}
