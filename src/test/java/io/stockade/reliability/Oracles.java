package io.stockade.reliability;

import io.stockade.kube.FakeCluster;
import io.stockade.memory.StackMemory;
import io.stockade.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must be true after every play. */
final class Oracles {
    private Oracles() {}

    /** What is not. */
    static List<String> problems(Lab lab, FaultPlan plan, Ending ending, Optional<Ending> expected) {
        List<String> problems = new ArrayList<>();
        if (!lab.defects().isEmpty()) {
            problems.add("defects: " + lab.defects());
        }
        expected.ifPresent(
                undisturbed -> sameWorld(undisturbed.world(), ending.world()).ifPresent(problems::add));
        Neighbour.touched(lab.world.rows(), lab.sandbox.journal().since(0)).ifPresent(problems::add);
        if (!plan.scenario().retained()) {
            unreferenced(ending).ifPresent(problems::add);
        }
        if (plan.scenario().abandoned()) {
            hasty(lab).ifPresent(problems::add);
        }
        if (plan.scenario().logsIn()) {
            problems.addAll(Logins.problems(lab));
        }
        if (ending.remembered().values().stream().anyMatch(each -> each.intent() != null)) {
            problems.add("intents are left: " + ending.remembered());
        }
        if (lab.canaries.count() > 0 && lab.canaries.shownIn(said(lab.cluster, lab.sandbox, 0))) {
            problems.add("a value of a secret is shown");
        }
        expected.ifPresent(undisturbed -> {
            missing(lab, plan, undisturbed).ifPresent(problems::add);
            problems.addAll(flaps(lab, plan, undisturbed));
            budget(lab, ending, undisturbed).ifPresent(problems::add);
            problems.addAll(lies(lab, plan, undisturbed));
        });
        expected.filter(undisturbed -> !undisturbed.conditions().equals(ending.conditions()))
                .ifPresent(undisturbed -> problems.add(
                        "conditions are " + ending.conditions() + ", undisturbed " + undisturbed.conditions()));
        return problems;
    }

    /** All that anybody may read of objects, events and, since a call, the journal. */
    static String said(FakeCluster cluster, Sandbox sandbox, long since) {
        return String.join("\n", cluster.saved())
                + cluster.events()
                + sandbox.journal().since(since);
    }

    /** What goes along with its namespace stays as it is until a person was told, and has decided. */
    private static Optional<String> hasty(Lab lab) {
        return lab.sandbox.journal().since(0).stream()
                .filter(call -> call.mutating() && call.principal().startsWith(Sandbox.PRINCIPAL))
                .filter(call -> call.time().isAfter(lab.begun) && call.time().isBefore(lab.decided()))
                .map(call -> call.action() + " at " + call.time() + ", before anybody decided")
                .findFirst();
    }

    /** What somebody else takes away is missing until it is repaired, and what is deleted until it is made anew. */
    private static Optional<String> missing(Lab lab, FaultPlan plan, Ending undisturbed) {
        boolean madeAnew = plan.scenario() == Scenario.TAKE_BACK;
        if (madeAnew || plan.scenario().found() || plan.has(Fault.FOREIGN_EDIT)) {
            return Optional.empty();
        }
        SortedSet<String> missing = Declared.missingMeanwhile(
                lab.world.lines(),
                lab.begunWith,
                Declared.after(undisturbed.left().world()));
        return missing.isEmpty() ? Optional.empty() : Optional.of("was missing meanwhile: " + missing);
    }

    /** A fault may turn a condition there and back, and what is done about it too. */
    private static List<String> flaps(Lab lab, FaultPlan plan, Ending undisturbed) {
        int allowed = 4 * plan.strikes().size();
        List<String> flaps = new ArrayList<>();
        lab.statuses.turns().forEach((condition, turns) -> {
            if (turns > undisturbed.turns().getOrDefault(condition, 0) + allowed) {
                flaps.add(condition + " turned " + turns + " times");
            }
        });
        return flaps;
    }

    /** What a fault costs, and what looking costs while it is waited for. */
    private static Optional<String> budget(Lab lab, Ending ending, Ending undisturbed) {
        long minutes = Duration.between(lab.begun, lab.time.now()).toMinutes();
        long budget = 2 * undisturbed.calls() + 40 * minutes;
        return ending.calls() > budget
                ? Optional.of(ending.calls() + " calls in " + minutes + " minutes, at most " + budget)
                : Optional.empty();
    }

    /** Whoever says that all is there says so of what nobody but us has changed; what AWS showed may have been wrong. */
    private static List<String> lies(Lab lab, FaultPlan plan, Ending undisturbed) {
        List<String> lies = new ArrayList<>();
        if (plan.has(Fault.STALE_READ, Fault.EMPTY_READ, Fault.HALF_LIST, Fault.FOREIGN_EDIT)
                || !plan.scenario().kept()
                || plan.scenario().changesUnannounced()) {
            return lies;
        }
        boolean before = false;
        for (StatusWatch.Told told : lab.statuses.told()) {
            boolean content = told.content() && told.status().observedGeneration() == lab.generation();
            if (content && !before) {
                differs(lab, told.at(), undisturbed)
                        // What could not be read is told as it was when it was read.
                        .filter(difference ->
                                differs(lab, told.observed(), undisturbed).isPresent())
                        .ifPresent(difference ->
                                lies.add("told at " + told.at() + " that all is there, and " + difference));
            }
            before = content;
        }
        return lies;
    }

    /** What AWS is taking away is no part of the stack any more. */
    private static Optional<String> differs(Lab lab, Instant when, Ending undisturbed) {
        List<String> world = lab.world.picture(when).stream()
                .filter(row -> !row.contains("State=Deleting") && !row.contains("State=deleting"))
                .toList();
        return sameWorld(undisturbed.world(), world);
    }

    private static Optional<String> sameWorld(List<String> expected, List<String> actual) {
        List<String> missing = without(expected, actual);
        List<String> extra = without(actual, expected);
        return missing.isEmpty() && extra.isEmpty()
                ? Optional.empty()
                : Optional.of("the world differs\nmissing:\n  " + String.join("\n  ", missing) + "\nthere instead:\n  "
                        + String.join("\n  ", extra));
    }

    static List<String> without(List<String> all, List<String> those) {
        List<String> left = new ArrayList<>(all);
        those.forEach(left::remove);
        return left;
    }

    private static Optional<String> unreferenced(Ending ending) {
        SortedSet<String> ids = ending.remembered().values().stream()
                .map(StackMemory.ResourceMemory::id)
                .filter(Objects::nonNull)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> unknown = new TreeSet<>(ending.tagged());
        unknown.removeAll(ids);
        Set<String> gone = new TreeSet<>(ids);
        gone.removeAll(ending.tagged());
        return unknown.isEmpty() && gone.isEmpty()
                ? Optional.empty()
                : Optional.of("owned and not remembered: " + unknown + ", remembered and not there: " + gone);
    }
}
