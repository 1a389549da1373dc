package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Changes.Effect;
import io.stockade.graph.Component;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceGraph.Node;
import io.stockade.graph.ResourceKind;
import io.stockade.plan.Change.Action;
import io.stockade.plan.Difference.Field;
import io.stockade.plan.Difference.Origin;
import io.stockade.plan.Difference.Severity;
import io.stockade.plan.Step.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What is made and what is changed: one walk along the graph, in creation order. */
final class Construction {
    private final ResourceGraph graph;
    private final Matching matching;
    private final Readiness readiness;
    private final FieldComparison comparison;
    private final Map<Address, Decision> acting = new TreeMap<>();
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final NavigableMap<Address, Cause> replaced = new TreeMap<>();
    private final Map<Address, String> notes = new TreeMap<>();
    private final List<Observed<?>> going;

    private Construction(ResourceGraph graph, World world, Matching matching) {
        this.graph = graph;
        this.matching = matching;
        this.readiness = new Readiness(matching);
        this.going = world.all()
                .filter(thing -> thing.lifecycle() == Lifecycle.DELETING)
                .toList();
        this.comparison = new FieldComparison(matching, ref -> false);
    }

    static Construction of(ResourceGraph graph, World world, Matching matching, List<Decision> acting) {
        Construction construction = new Construction(graph, world, matching);
        for (Decision decision : acting) {
            if (decision.difference().leftover() == null) {
                construction.acting.put(decision.difference().address(), decision);
            }
        }
        graph.nodes().values().forEach(construction::visit);
        construction.wishForChildren();
        return construction;
    }

    /** Creations and updates by key, in the order of the graph. */
    Map<String, Step> steps() {
        return steps;
    }

    /** What is made anew, so that the thing that an address means now goes. */
    NavigableMap<Address, Cause> replaced() {
        return replaced;
    }

    /** Why something decided is not in the plan yet. */
    Map<Address, String> notes() {
        return notes;
    }

    private void visit(Node node) {
        Address address = node.address();
        if (Kinship.contained(node.resource())) {
            return; // AWS makes it with the VPC
        }
        Optional<Observed<?>> current = matching.current(address);
        if (current.isEmpty()) {
            if (decided(address, Difference.Type.MISSING)) {
                create(node, List.of(), false, decided(address));
            }
            return;
        }
        List<Field> fields = new ArrayList<>();
        Cause followed = followed(node, current.get(), fields);
        if (decided(address, Difference.Type.CHANGED)) {
            decisionFields(address).stream()
                    .filter(field ->
                            fields.stream().noneMatch(other -> other.path().equals(field.path())))
                    .forEach(fields::add);
        }
        if (fields.isEmpty()) {
            return;
        }
        if (fields.stream().anyMatch(field -> field.effect() != Effect.IN_PLACE)) {
            create(node, fields, true, cause(address, followed));
            return;
        }
        update(node, current.get(), fields, cause(address, followed));
    }

    private boolean decided(Address address, Difference.Type type) {
        Decision decision = acting.get(address);
        return decision != null && decision.difference().type() == type;
    }

    private List<Field> decisionFields(Address address) {
        Decision decision = acting.get(address);
        return decision == null ? List.of() : decision.difference().fields();
    }

    private Cause cause(Address address, Cause followed) {
        return acting.containsKey(address) ? decided(address) : followed;
    }

    private Cause decided(Address address) {
        Decision decision = Objects.requireNonNull(acting.get(address));
        return new Cause(decision.difference().origin(), decision.reason());
    }

    /** Adds the fields that change because what they refer to is made anew; whoever caused that caused this. */
    private Cause followed(Node node, Observed<?> current, List<Field> fields) {
        NavigableMap<Address, Cause> anew = new TreeMap<>();
        if (replaced.isEmpty()) {
            return new Cause(Origin.USER, "");
        }
        for (Component component : Component.of(node.resource().getClass())) {
            if (component.effect() == Effect.AWS) {
                continue;
            }
            List<Address> targets = targets(node, component).stream()
                    .filter(replaced::containsKey)
                    .toList();
            if (targets.isEmpty()) {
                continue;
            }
            targets.forEach(target -> anew.put(target, Objects.requireNonNull(replaced.get(target))));
            fields.add(new Field(
                    component.name(),
                    component.name(),
                    String.join(
                            ", ",
                            targets.stream()
                                    .map(target -> target + " (known after apply)")
                                    .toList()),
                    comparison.show(component.of(current.value())),
                    effect(node, component, targets),
                    Severity.MEDIUM));
        }
        String names =
                String.join(", ", anew.keySet().stream().map(Address::toString).toList());
        boolean repair = !anew.isEmpty() && anew.values().stream().allMatch(cause -> cause.origin() == Origin.DRIFT);
        return new Cause(repair ? Origin.DRIFT : Origin.USER, "refers to " + names + ", which is made anew");
    }

    /** A profile lets its role go only by going itself, where the old role must go before the new one can be. */
    private static Effect effect(Node node, Component component, List<Address> targets) {
        boolean role = targets.stream().anyMatch(target -> target.kind() == ResourceKind.ROLE);
        return role && node.address().kind() == ResourceKind.INSTANCE_PROFILE ? Effect.REPLACE : component.effect();
    }

    private static List<Address> targets(Node node, Component component) {
        List<Address> targets = new ArrayList<>();
        ComponentRefs.of(component.of(node.resource())).forEach(ref -> {
            if (ref instanceof Ref.Planned planned && !planned.address().equals(node.address())) {
                targets.add(planned.address());
            }
        });
        return targets;
    }

    private void create(Node node, List<Field> fields, boolean replaces, Cause cause) {
        List<Address> awaited =
                node.needs().stream().filter(need -> !available(need)).toList();
        if (!awaited.isEmpty()) {
            notes.put(node.address(), "waits for " + awaited.get(0) + ", which is not there and is not made now");
            return;
        }
        Optional<String> unready = readiness.awaited(node);
        if (unready.isPresent()) {
            notes.put(node.address(), "waits for " + unready.get());
            return;
        }
        Resource desired = resolve(node.resource());
        Optional<Observed<?>> inTheWay = going.stream()
                .filter(thing -> Exclusive.inTheWay(desired, thing.value()))
                .findFirst();
        if (inTheWay.isPresent()) {
            notes.put(
                    node.address(),
                    "waits until AWS has deleted " + inTheWay.get().id());
            return;
        }
        if (replaces) {
            replaced.put(node.address(), cause);
        }
        Step step = Step.create(node.address(), desired, fields, replaces, cause);
        afterWhatItNeeds(node, step);
        steps.put(step.key(), step);
    }

    private void update(Node node, Observed<?> current, List<Field> fields, Cause cause) {
        Optional<String> busy = Readiness.busy(current);
        if (busy.isPresent()) {
            notes.put(node.address(), "waits for " + busy.get());
            return;
        }
        List<Field> possible = new ArrayList<>();
        for (Field field : fields) {
            Optional<Address> awaited = awaited(node, field);
            if (awaited.isEmpty()) {
                possible.add(field);
            } else {
                notes.put(
                        node.address(),
                        field.path() + " waits for " + awaited.get() + ", which is not there and is not made now");
            }
        }
        if (possible.isEmpty()) {
            return;
        }
        Step step = Step.update(node.address(), resolve(node.resource()), current, possible, cause);
        afterWhatItNeeds(node, step);
        steps.put(step.key(), step);
    }

    private Optional<Address> awaited(Node node, Field field) {
        return Component.of(node.resource().getClass()).stream()
                .filter(component -> component.name().equals(field.component()))
                .flatMap(component -> targets(node, component).stream())
                .filter(target -> !available(target))
                .findFirst();
    }

    private void afterWhatItNeeds(Node node, Step step) {
        for (Address need : node.needs()) {
            Step made = steps.get(Change.key(Action.CREATE, maker(need)));
            if (made != null) {
                step.needs().add(made.key());
            }
            Step changed = steps.get(Change.key(Action.UPDATE, need));
            if (changed != null) {
                step.wishes().add(changed.key());
            }
        }
    }

    /** Whether something is there, or will be. */
    private boolean available(Address address) {
        return matching.current(address).isPresent() || steps.containsKey(Change.key(Action.CREATE, maker(address)));
    }

    /** What AWS makes with a VPC is made by the VPC's creation. */
    private Address maker(Address address) {
        return graph.find(address)
                .map(Node::resource)
                .filter(Kinship::contained)
                .flatMap(Kinship::parent)
                .map(vpc -> vpc instanceof Ref.Planned planned ? planned.address() : address)
                .orElse(address);
    }

    /** By id where the id will still be right when the change is carried out. */
    private Resource resolve(Resource desired) {
        return Component.mapRefs(
                desired,
                ref -> ref instanceof Ref.Planned planned && replaced.containsKey(maker(planned.address()))
                        ? ref
                        : matching.resolve(ref));
    }

    /** What is turned to a new table or group is turned when its routes or rules are there. */
    private void wishForChildren() {
        Map<String, List<String>> children = new TreeMap<>();
        for (Step step : steps.values()) {
            Optional<Ref> parent =
                    graph.find(step.address()).map(Node::resource).flatMap(Kinship::parent);
            if (step.action() == Action.CREATE && parent.isPresent()) {
                children.computeIfAbsent(parent.get().text(), ignored -> new ArrayList<>())
                        .add(step.key());
            }
        }
        for (Step step : steps.values()) {
            if (step.action() == Action.UPDATE) {
                Component.refs(graph.find(step.address()).orElseThrow().resource())
                        .forEach(ref -> step.wishes().addAll(children.getOrDefault(ref.text(), List.of())));
                step.wishes().remove(step.key());
            }
        }
    }
}
