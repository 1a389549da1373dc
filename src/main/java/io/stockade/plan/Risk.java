package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a plan risks, told to whoever is to let it run. It is read off the plan and the world as it is, so it knows of
 * what the stack is made of, and of nothing that others put into it.
 *
 * @param outages what stops working, for good or for how long
 * @param opened what the internet reaches afterwards, and not now
 * @param closed what it reaches now, and not afterwards
 */
public record Risk(List<String> outages, List<String> opened, List<String> closed) {
    public static final Risk NONE = new Risk(List.of(), List.of(), List.of());

    public Risk {
        outages = List.copyOf(outages);
        opened = List.copyOf(opened);
        closed = List.copyOf(closed);
    }

    /** The risk of a plan, before any of it has run. */
    public static Risk of(World world, Plan plan, Owner owner) {
        return of(world, Projection.of(world, plan), plan, owner);
    }

    /** @param after what a plan makes of a world */
    public static Risk of(World world, World after, Plan plan, Owner owner) {
        if (plan.empty()) {
            return NONE;
        }
        List<String> outages = new ArrayList<>(WaysOut.lost(world, after, plan, owner));
        outages.addAll(Outages.of(plan));
        SortedSet<String> before = Exposure.open(world, owner);
        SortedSet<String> then = Exposure.open(after, owner);
        return new Risk(outages, without(then, before), without(before, then));
    }

    private static List<String> without(SortedSet<String> all, SortedSet<String> those) {
        SortedSet<String> left = new TreeSet<>(all);
        left.removeAll(those);
        return List.copyOf(left);
    }

    /** A line for each, worst first; empty if nothing is known that anybody would miss or fear. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        opened.forEach(line -> lines.add("exposure gained: " + line));
        outages.forEach(line -> lines.add("outage: " + line));
        closed.forEach(line -> lines.add("exposure lost: " + line));
        return List.copyOf(lines);
    }
}
