package io.stockade.reliability;

import io.stockade.memory.StackMemory;
import io.stockade.simulation.KeptWorld;
import io.stockade.simulation.Picture;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What there is in the end.
 *
 * @param world all that stands in AWS, without ids and times
 * @param tagged the ids of all that carries our tags
 * @param remembered by address
 * @param conditions of the status, by type
 * @param turns how often each condition changed, by type
 * @param calls how many there were
 * @param left what the next scenario begins with; nothing if anything went wrong in this one
 */
record Ending(
        List<String> world,
        SortedSet<String> tagged,
        Map<String, StackMemory.ResourceMemory> remembered,
        Map<String, String> conditions,
        Map<String, Integer> turns,
        long calls,
        Lab.Start left) {
    static Ending of(Lab lab, Scenario scenario) {
        List<KeptWorld.Row> rows = lab.world.rows();
        Map<String, String> conditions = new TreeMap<>();
        lab.cluster
                .told(Scenario.STACK)
                .ifPresent(status -> status.conditions()
                        .forEach(condition -> conditions.put(condition.type(), String.valueOf(condition.status()))));
        return new Ending(
                lab.world.picture(),
                Picture.tagged(rows),
                lab.cluster
                        .memory(Scenario.STACK)
                        .<Map<String, StackMemory.ResourceMemory>>map(StackMemory::resources)
                        .orElse(Map.of()),
                conditions,
                lab.statuses.turns(),
                lab.sandbox.journal().sequence(),
                lab.charting() ? lab.left() : Lab.Start.NOTHING);
    }

    /** Without all that is large. */
    Ending brief() {
        return new Ending(List.of(), new TreeSet<>(), Map.of(), conditions, turns, calls, Lab.Start.NOTHING);
    }
}
