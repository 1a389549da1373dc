package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Component;
import io.stockade.graph.KeyedName;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.plan.Change.Action;
import io.stockade.plan.Step.Cause;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is taken away, in which order, and what has to wait. The order comes from what was observed to refer to what. */
final class Demolition {
    private final Holding holding;
    private final Lingering lingering;
    private final Matching matching;
    private final Construction construction;
    private final List<Observed<?>> everything;
    private final NavigableMap<String, Doomed> doomed = new TreeMap<>();
    private final Map<String, List<Doomed>> doomedById = new HashMap<>();
    private final Map<String, List<Observed<?>>> holders = new HashMap<>();
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Map<String, String> notes = new TreeMap<>();

    private Demolition(ResourceGraph graph, World world, Matching matching, Construction construction) {
        this.holding = new Holding(world);
        this.lingering = new Lingering(graph, world, matching);
        this.matching = matching;
        this.construction = construction;
        this.everything = world.all().toList();
    }

    /**
     * Something that goes.
     *
     * @param decided whether somebody decided so; else it goes because what it stands in does
     */
    private record Doomed(
            Observed<?> thing, Address address, Leftover.@Nullable Kind leftover, boolean decided, Cause cause) {}

    static Demolition of(
            ResourceGraph graph, World world, Matching matching, List<Decision> acting, Construction construction) {
        Demolition demolition = new Demolition(graph, world, matching, construction);
        demolition.doom(acting);
        if (demolition.doomed.isEmpty()) {
            return demolition;
        }
        demolition.doomChildren();
        demolition.findHolders();
        demolition.spareWhatIsHeld();
        demolition.makeSteps();
        demolition.orderSteps();
        demolition.orderAgainstConstruction();
        return demolition;
    }

    /** Deletions by key; what was made last goes first, where nothing else decides. */
    Map<String, Step> steps() {
        return steps;
    }

    /** Why something doomed is not deleted by this plan, by address and id. */
    Map<String, String> notes() {
        return notes;
    }

    private void doom(List<Decision> acting) {
        for (Decision decision : acting) {
            Leftover leftover = decision.difference().leftover();
            if (leftover != null && leftover.kind() != Leftover.Kind.FOREIGN) {
                Cause cause = new Cause(decision.difference().origin(), decision.reason());
                add(new Doomed(leftover.thing(), leftover.address(), leftover.kind(), true, cause));
            }
        }
        construction
                .replaced()
                .forEach((address, cause) -> matching.current(address)
                        .ifPresent(old -> add(new Doomed(old, address, null, !parentReplaced(old), cause))));
    }

    /** Then it goes when its parent goes, and not before. */
    private boolean parentReplaced(Observed<?> old) {
        return Kinship.parent(old.value())
                .flatMap(parent -> matching.addressOf(parent.text()))
                .filter(construction.replaced()::containsKey)
                .isPresent();
    }

    private void add(Doomed each) {
        doomed.put(id(each.thing()), each);
        doomedById
                .computeIfAbsent(each.thing().id(), ignored -> new ArrayList<>())
                .add(each);
    }

    /** What stands in something that goes, goes: sub-objects, and what AWS made with a VPC. */
    private void doomChildren() {
        boolean found = true;
        while (found) {
            found = false;
            for (Observed<?> thing : everything) {
                Doomed parent = parent(thing);
                if (parent != null && mayGo(thing) && !doomed.containsKey(id(thing))) {
                    add(new Doomed(thing, address(thing), null, false, parent.cause()));
                    found = true;
                }
            }
        }
    }

    private Address address(Observed<?> thing) {
        Optional<Address> known = matching.addressOf(thing.id());
        if (known.isPresent() || !Kinship.keyed(thing.value())) {
            return known.orElse(new Address(thing.kind(), thing.id()));
        }
        return new Address(
                thing.kind(),
                KeyedName.of(
                        thing.value(),
                        ref -> matching.addressOf(ref.text()).map(Address::name).orElse(ref.text())));
    }

    private @Nullable Doomed parent(Observed<?> thing) {
        return Kinship.parent(thing.value())
                .map(ref -> doomedBy(ref.text()))
                .filter(parents -> !parents.isEmpty())
                .map(parents -> parents.get(0))
                .orElse(null);
    }

    /** What goes by this id: mostly one thing, but a role and a profile may share a name. */
    private List<Doomed> doomedBy(String id) {
        return doomedById.getOrDefault(id, List.of());
    }

    /** What is in a state that nobody knows stays, and so does what it stands in. */
    private static boolean mayGo(Observed<?> thing) {
        return !OwnThings.leaving(thing) && thing.lifecycle() != Lifecycle.UNKNOWN;
    }

    private void spareWhatIsHeld() {
        boolean spared = true;
        Set<String> spare = new HashSet<>();
        while (spared) {
            spared = false;
            for (Doomed each : List.copyOf(doomed.values())) {
                Optional<String> holder =
                        (each.decided() ? holder(each) : Optional.<String>empty()).or(() -> workedFor(each, spare));
                boolean orphaned = !each.decided() && parent(each.thing()) == null;
                if (holder.isPresent() || orphaned) {
                    spare.add(each.thing().id());
                    doomed.remove(id(each.thing()));
                    doomedBy(each.thing().id()).remove(each);
                    holder.ifPresent(what ->
                            notes.put(each.address() + " " + each.thing().id(), "waits for " + what));
                    spared = true;
                }
            }
        }
    }

    /** Who still needs something that was to go, and that works only as long as this thing is there. */
    private Optional<String> workedFor(Doomed each, Set<String> spare) {
        return lingering.worked(each.thing()).stream()
                .filter(spare::contains)
                .flatMap(id -> holders.getOrDefault(id, List.of()).stream())
                .filter(holder -> !doomed.containsKey(id(holder)) && !id(holder).equals(id(each.thing())))
                .filter(holder -> holder.lifecycle() != Lifecycle.DELETING)
                .findFirst()
                .map(holder -> ours(holder).map(Address::toString).orElse(holder.kind() + " " + holder.id())
                        + ", which is led by it");
    }

    /** What of ours stays and holds a thing, or is going in AWS's own time and still holds it. */
    private Optional<String> holder(Doomed each) {
        for (Observed<?> thing : holders.getOrDefault(each.thing().id(), List.of())) {
            boolean going = thing.lifecycle() == Lifecycle.DELETING;
            boolean goesToo = doomed.containsKey(id(thing)) && !going;
            if (!goesToo && !id(thing).equals(id(each.thing()))) {
                String name = ours(thing).map(Address::toString).orElse(thing.kind() + " " + thing.id());
                return Optional.of(name + ", " + standing(thing));
            }
        }
        return Optional.empty();
    }

    private static String standing(Observed<?> holder) {
        if (holder.lifecycle() == Lifecycle.DELETING) {
            return "which AWS is still deleting";
        }
        if (holder.lifecycle() == Lifecycle.UNKNOWN) {
            return "of which nobody knows how it is";
        }
        return Lingering.ending(holder) ? "whose instance is ending" : "which refers to it and stays";
    }

    /** Who will hold what when the updates of this plan are done: ours, and whatever AWS is still deleting. */
    private void findHolders() {
        for (Observed<?> thing : everything) {
            Optional<Address> ours = ours(thing);
            if (thing.lifecycle() == Lifecycle.DELETING || ours.isPresent()) {
                NavigableSet<String> held = holding.of(afterUpdate(thing, ours));
                held.addAll(lingering.heldBy(thing));
                held.forEach(id -> holders.computeIfAbsent(id, ignored -> new ArrayList<>())
                        .add(thing));
            }
        }
    }

    private Optional<Address> ours(Observed<?> thing) {
        if (!Kinship.keyed(thing.value())) {
            return matching.addressOf(thing.id());
        }
        return Kinship.parent(thing.value())
                .flatMap(parent -> matching.addressOf(parent.text()))
                .map(parent -> address(thing));
    }

    /** What a thing will be like once the updates of this plan are done. */
    private Resource afterUpdate(Observed<?> thing, Optional<Address> address) {
        Step update = address.map(each -> construction.steps().get(Change.key(Action.UPDATE, each)))
                .orElse(null);
        boolean same = update != null
                && update.current() != null
                && id(update.current()).equals(id(thing));
        if (!same || update == null || update.desired() == null) {
            return thing.value();
        }
        return Updates.applied(thing.value(), update.desired(), update.fields());
    }

    private void makeSteps() {
        Map<Address, Integer> twins = new HashMap<>();
        List<Doomed> going = doomed.values().stream()
                .filter(this::goesByItself)
                .sorted(Comparator.comparing(Doomed::address)
                        .reversed()
                        .thenComparing(each -> each.thing().id()))
                .toList();
        going.forEach(each -> twins.merge(each.address(), 1, Integer::sum));
        for (Doomed each : going) {
            boolean unique = twins.getOrDefault(each.address(), 1) == 1 && each.leftover() != Leftover.Kind.SUPERSEDED;
            String key = Change.key(Action.DELETE, each.address())
                    + (unique ? "" : " " + each.thing().id());
            boolean pair = construction.replaced().containsKey(each.address()) && each.leftover() == null;
            Leftover.Kind kind = pair ? null : each.leftover() == null ? Leftover.Kind.SURPLUS : each.leftover();
            steps.put(id(each.thing()), Step.delete(key, each.address(), each.thing(), kind, each.cause()));
        }
    }

    /**
     * A sub-object goes with its parent, unless it holds something else that goes; and AWS neither deletes a gateway
     * that is attached nor releases an address that is associated.
     */
    private boolean goesByItself(Doomed each) {
        Resource value = each.thing().value();
        if (Kinship.contained(value)) {
            return false;
        }
        Doomed parent = parent(each.thing());
        if (!Kinship.keyed(value) || parent == null) {
            return true;
        }
        ResourceKind kind = each.thing().kind();
        if (kind == ResourceKind.GATEWAY_ATTACHMENT || kind == ResourceKind.ADDRESS_ASSOCIATION) {
            return true;
        }
        return Component.refs(value).stream()
                .filter(ref -> !ref.text().equals(parent.thing().id()))
                .anyMatch(ref -> !doomedBy(ref.text()).isEmpty());
    }

    private void orderSteps() {
        for (Doomed each : doomed.values()) {
            Step step = steps.get(id(each.thing()));
            if (step == null) {
                continue;
            }
            for (String held : inUse(each.thing())) {
                for (Doomed other : doomedBy(held)) {
                    takenAwayBy(other)
                            .filter(later -> !later.key().equals(step.key()))
                            .ifPresent(later -> later.needs().add(step.key()));
                }
            }
        }
    }

    private NavigableSet<String> inUse(Observed<?> thing) {
        NavigableSet<String> used = holding.of(thing.value());
        used.addAll(lingering.usedBy(thing));
        return used;
    }

    /** The step that takes a thing away: its own, or that of what it stands in. */
    private Optional<Step> takenAwayBy(Doomed each) {
        Doomed next = each;
        while (next != null) {
            Step step = steps.get(id(next.thing()));
            if (step != null) {
                return Optional.of(step);
            }
            next = parent(next.thing());
        }
        return Optional.empty();
    }

    private void orderAgainstConstruction() {
        Map<String, Step> byKey = new LinkedHashMap<>();
        for (Step deletion : steps.values()) {
            byKey.put(deletion.key(), deletion);
            Step creation = construction.steps().get(Change.key(Action.CREATE, deletion.address()));
            if (creation != null) {
                pair(deletion, creation);
            }
            afterUpdates(deletion);
            Revocation.afterAuthorising(deletion, construction.steps().values());
        }
        steps.clear();
        steps.putAll(byKey);
    }

    private void pair(Step deletion, Step creation) {
        if (Exclusive.standsAlone(creation, deletion)) {
            creation.needs().add(deletion.key());
        } else {
            deletion.wishes().add(creation.key());
        }
    }

    /** What is turned away from a doomed thing is turned away first, while that works. */
    private void afterUpdates(Step deletion) {
        Observed<?> old = deletion.current();
        if (old == null) {
            return;
        }
        NavigableSet<String> leftBehind = lingering.worked(old);
        leftBehind.removeIf(id -> doomedBy(id).isEmpty());
        leftBehind.add(old.id());
        for (Step step : construction.steps().values()) {
            if (step.action() == Action.UPDATE
                    && step.current() != null
                    && !Collections.disjoint(inUse(step.current()), leftBehind)) {
                deletion.wishes().add(step.key());
            }
        }
    }

    private static String id(Observed<?> thing) {
        return thing.kind() + "/" + thing.id();
    }
}
