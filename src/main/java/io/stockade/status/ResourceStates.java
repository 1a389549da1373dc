package io.stockade.status;

import io.stockade.apply.ChangeResult;
import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceGraph;
import io.stockade.plan.Change;
import io.stockade.plan.Decision;
import io.stockade.plan.Difference;
import io.stockade.plan.FieldCoverage;
import io.stockade.plan.Matching;
import io.stockade.plan.Plan;
import io.stockade.status.ResourceState.State;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Works out how far each resource is from what was seen, decided and done. */
public final class ResourceStates {
    private final ResourceGraph graph;
    private final World world;
    private final Matching after;
    private final Instant now;
    private final Map<Address, Decision> decisions = new HashMap<>();
    private final Map<Address, ChangeResult> results = new HashMap<>();

    private ResourceStates(
            ResourceGraph graph,
            World world,
            Matching after,
            List<Decision> decisions,
            List<ChangeResult> results,
            Instant now) {
        this.graph = graph;
        this.world = world;
        this.after = after;
        this.now = now;
        decisions.stream()
                .filter(decision -> !decision.verdict().tolerated())
                .forEach(decision ->
                        this.decisions.putIfAbsent(decision.difference().address(), decision));
        // Where a pair replaces something, the creation tells more than the deletion.
        results.stream()
                .filter(result -> result.change().action() == Change.Action.DELETE)
                .forEach(result -> this.results.put(result.change().address(), result));
        results.stream()
                .filter(result -> result.change().action() != Change.Action.DELETE)
                .forEach(result -> this.results.put(result.change().address(), result));
    }

    /** The state of everything wanted, and of everything that is on its way out, be it now or when its turn comes. */
    public static SortedMap<Address, ResourceState> of(
            ResourceGraph graph, World world, Matching after, Plan plan, List<ChangeResult> results, Instant now) {
        ResourceStates states = new ResourceStates(graph, world, after, plan.decisions(), results, now);
        SortedMap<Address, ResourceState> all = new TreeMap<>();
        graph.nodes().keySet().forEach(address -> all.put(address, states.of(address)));
        for (ChangeResult result : results) {
            Address address = result.change().address();
            boolean leaving = !all.containsKey(address) && result.outcome() != ChangeResult.Outcome.DONE;
            if (leaving) {
                all.put(address, states.leaving(result));
            }
        }
        awaitingTheirTurn(plan, world).forEach(state -> all.putIfAbsent(state.address(), state));
        return Collections.unmodifiableSortedMap(all);
    }

    /** What no longer has a place, and can't go yet: mostly because of something that AWS is still at work on. */
    private static List<ResourceState> awaitingTheirTurn(Plan plan, World world) {
        State state = world.all().anyMatch(thing -> thing.lifecycle().moving()) ? State.DELETING : State.WAITING;
        return plan.waiting().stream()
                .filter(decision -> decision.difference().leftover() != null)
                .map(decision -> new ResourceState(
                        decision.difference().address(), decision.difference().id(), state, decision.reason()))
                .toList();
    }

    private ResourceState leaving(ChangeResult result) {
        Observed<?> current = result.change().current();
        State state = result.outcome() == ChangeResult.Outcome.FAILED ? State.FAILED : State.DELETING;
        return new ResourceState(
                result.change().address(), current == null ? null : current.id(), state, result.message());
    }

    private ResourceState of(Address address) {
        Observed<?> current = after.current(address).orElse(null);
        String id = current == null ? null : current.id();
        ChangeResult result = results.get(address);
        if (result != null && result.outcome() != ChangeResult.Outcome.DONE) {
            return new ResourceState(address, id, unfinished(result), result.message());
        }
        Decision decision = decisions.get(address);
        if (result == null) {
            ResourceState seen = decision == null ? asSeen(address, current) : decided(address, current, decision);
            return stillKnown(seen);
        }
        return stillToBeRead(asSeen(address, current), current);
    }

    /** Of what a change left open nobody knows whether it is as wanted: that is read next. */
    private ResourceState stillToBeRead(ResourceState changed, @Nullable Observed<?> current) {
        List<String> unread = graph.find(changed.address())
                .flatMap(
                        node -> Optional.ofNullable(current).map(thing -> FieldCoverage.unread(node.resource(), thing)))
                .orElse(List.of());
        return unread.isEmpty() || !changed.works()
                ? changed
                : new ResourceState(
                        changed.address(),
                        changed.id(),
                        State.PENDING,
                        String.join(", ", unread) + " still to be read after the change");
    }

    /** What was just written is known; what was only seen is known as long as its kind can be read. */
    private ResourceState stillKnown(ResourceState state) {
        boolean claims = state.works() || state.state() == State.BROKEN || state.state() == State.UNKNOWN;
        return BlindSpots.why(world.coverage(state.address().kind()), now)
                .filter(why -> claims)
                .map(why -> new ResourceState(state.address(), state.id(), State.UNKNOWN, why))
                .orElse(state);
    }

    private static ResourceState asSeen(Address address, @Nullable Observed<?> current) {
        if (current == null) {
            return new ResourceState(address, null, State.ABSENT, "");
        }
        return new ResourceState(address, current.id(), ResourceState.of(current.lifecycle()), current.note());
    }

    private static State unfinished(ChangeResult result) {
        return switch (result.outcome()) {
            case DONE -> State.READY;
            case PENDING -> State.PENDING;
            case WAITING, DEFERRED -> State.WAITING;
            case FAILED -> State.FAILED;
        };
    }

    private static ResourceState decided(Address address, @Nullable Observed<?> current, Decision decision) {
        String id = current == null ? null : current.id();
        Difference difference = decision.difference();
        State state = switch (difference.type()) {
            case MISSING -> State.ABSENT;
            case BROKEN -> State.BROKEN;
            case UNKNOWN -> State.UNKNOWN;
            case CHANGED, UNEXPECTED, SURPLUS ->
                current == null ? State.ABSENT : drifted(ResourceState.of(current.lifecycle()));
        };
        String message = difference.note().isEmpty() ? decision.reason() : difference.note();
        return new ResourceState(address, id, state, message);
    }

    private static State drifted(State state) {
        return state == State.READY ? State.DRIFTED : state;
    }
}
