package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Digest;
import io.stockade.graph.ResourceGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the ordered list of changes that follows from the decisions. */
public final class Planner {
    private Planner() {}

    /**
     * The plan. What has to wait for something that is not done by this plan is left out, and its decision says so.
     *
     * @param decisions about all differences
     */
    public static Plan plan(ResourceGraph graph, World world, Matching matching, List<Decision> decisions) {
        List<Decision> acting = decisions.stream().filter(Decision::acts).toList();
        Construction construction = Construction.of(graph, world, matching, acting);
        Demolition demolition = Demolition.of(graph, world, matching, acting, construction);
        Map<String, Step> steps = new LinkedHashMap<>(construction.steps());
        steps.putAll(demolition.steps());
        Map<String, String> notes = new TreeMap<>(demolition.notes());
        construction.notes().forEach((address, note) -> notes.put(address.toString(), note));
        prune(steps, notes);
        List<Change> changes = ChangeOrder.of(steps.values());
        List<Decision> waiting = new ArrayList<>();
        List<Decision> noted = noted(decisions, notes, waiting);
        return new Plan(id(changes), changes, noted, waiting);
    }

    /** What needs a step that is not in the plan is not in the plan either. */
    private static void prune(Map<String, Step> steps, Map<String, String> notes) {
        boolean pruned = true;
        while (pruned) {
            pruned = false;
            for (Step step : List.copyOf(steps.values())) {
                List<String> all = new ArrayList<>(step.needs());
                all.addAll(step.wishes());
                for (String need : all) {
                    if (!steps.containsKey(need) && steps.remove(step.key()) != null) {
                        notes.putIfAbsent(noteKey(step.address(), step), "waits until this can be done: " + need);
                        pruned = true;
                    }
                }
            }
        }
    }

    private static String noteKey(Address address, Step step) {
        return step.leftover() == null || step.current() == null
                ? address.toString()
                : address + " " + step.current().id();
    }

    private static List<Decision> noted(List<Decision> decisions, Map<String, String> notes, List<Decision> waiting) {
        List<Decision> noted = new ArrayList<>();
        for (Decision decision : decisions) {
            Difference difference = decision.difference();
            String key = difference.leftover() == null
                    ? difference.address().toString()
                    : difference.address() + " " + difference.id();
            String note = notes.get(key);
            if (note == null || !decision.acts()) {
                noted.add(decision);
            } else {
                Decision later = new Decision(difference, decision.verdict(), decision.reason() + "; " + note);
                noted.add(later);
                waiting.add(later);
            }
        }
        return noted;
    }

    private static String id(List<Change> changes) {
        List<String> parts = new ArrayList<>();
        for (Change change : changes) {
            parts.add(change.key());
            parts.add(change.current() == null ? "" : change.current().id());
            parts.add(change.desired() == null ? "" : DesiredDigest.of(change.desired()));
            change.fields().forEach(field -> parts.add(field.path() + "=" + field.actual()));
        }
        return Digest.hex(parts.toArray(String[]::new)).substring(0, 12);
    }
}
