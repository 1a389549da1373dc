package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.ResourceGraph;
import java.util.List;
import java.util.Map;

/** The part of a pass that this package does, start to end. */
record Pass(Matching matching, List<Difference> differences, Plan plan) {
    static Pass of(ResourceGraph graph, World world, Map<Address, Remembered> memory) {
        return of(graph, world, memory, true, Doubts.NONE);
    }

    static Pass of(ResourceGraph graph, World world, Map<Address, Remembered> memory, boolean correct, Doubts doubts) {
        Matching matching = Matching.of(graph, world, Stacks.OWNER, memory);
        List<Difference> differences = Comparer.compare(graph, world, matching, memory, doubts);
        List<Decision> decisions = Decider.decide(differences, correct ? Policy.CORRECT : Policy.REPORT);
        return new Pass(matching, differences, Planner.plan(graph, world, matching, decisions));
    }

    List<String> keys() {
        return plan.changes().stream().map(Change::key).toList();
    }

    Difference difference(String address) {
        return differences.stream()
                .filter(each -> each.address().toString().equals(address))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no difference about " + address + " in " + differences));
    }

    Decision decision(String address) {
        return plan.decisions().stream()
                .filter(each -> each.difference().address().toString().equals(address))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no decision about " + address));
    }

    Change change(String key) {
        return plan.changes().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + key + " in " + keys()));
    }
}
