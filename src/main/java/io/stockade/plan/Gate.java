package io.stockade.plan;

import io.stockade.graph.ResourceKind.Identity;
import io.stockade.plan.Change.Action;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what must not run. What counts as destruction are things with an id of their own that go away or are made
 * anew: others may refer to the id, and it never comes back. Sub-objects (rules, routes, associations) do not count:
 * making them again gives exactly what was there. Neither does the twin that a finished replacement leaves behind,
 * since the replacement itself was counted; but what holds state always counts.
 */
public final class Gate {
    /** Why a process that only reads changes nothing. */
    public static final String READ_ONLY =
            "this process is read-only: a service that runs without --read-only carries changes out";

    /** More deletions and replacements than this need approval. */
    public static final int MOST_UNAPPROVED = 3;

    /** And so do those of more than one in so many resources. */
    public static final int UNAPPROVED_SHARE = 10;

    private Gate() {}

    /**
     * What of a plan may run.
     *
     * @param stackSize how many resources the stack has
     */
    public static Gated apply(Plan plan, GateRules rules, int stackSize) {
        if (plan.empty()) {
            return new Gated(List.of(), List.of(), false, "");
        }
        String shut = shut(rules);
        if (shut != null) {
            return hold(plan, keys(plan.changes()), shut, false);
        }
        if (plan.id().equals(rules.approvedPlan())) {
            return new Gated(plan.changes(), List.of(), false, "");
        }
        return switch (rules.approval()) {
            case NEVER -> new Gated(plan.changes(), List.of(), false, "");
            case DESTRUCTIVE ->
                rules.deletingStack() ? new Gated(plan.changes(), List.of(), false, "") : destructive(plan, stackSize);
            case ALWAYS ->
                hold(
                        plan,
                        keys(plan.changes()),
                        "every plan needs approval: approve " + plan.id() + " to let it run",
                        true);
        };
    }

    private static @Nullable String shut(GateRules rules) {
        if (rules.readOnly()) {
            return READ_ONLY;
        }
        if (rules.pausedBecause() != null) {
            return rules.pausedBecause().isEmpty() ? "paused" : "paused: " + rules.pausedBecause();
        }
        return rules.blockedBecause();
    }

    private static Gated destructive(Plan plan, int stackSize) {
        boolean twice = thereTwice(plan);
        List<Change> counted = plan.changes().stream()
                .filter(change -> counts(change) || (twice && change.leftover() == Leftover.Kind.SUPERSEDED))
                .toList();
        NavigableSet<String> things = new TreeSet<>();
        counted.forEach(change -> things.add(change.address().toString()));
        String reason = twice && !counted.isEmpty()
                ? "what holds state is there twice, and what is in the older one goes away"
                : reason(counted, things, stackSize);
        if (reason.isEmpty()) {
            return new Gated(plan.changes(), List.of(), false, "");
        }
        String why = reason + ": approve " + plan.id() + " to let it run";
        return hold(plan, withWhatBelongs(plan, keys(counted)), why, true);
    }

    /**
     * Whether something stateful stands beside its successor. No replacement leaves that behind: it was believed gone,
     * made anew, and is there again, with all that was in it and may still be in use.
     */
    private static boolean thereTwice(Plan plan) {
        return plan.decisions().stream()
                .map(Decision::difference)
                .anyMatch(difference -> difference.address().kind().stateful()
                        && difference.leftover() != null
                        && difference.leftover().kind() == Leftover.Kind.SUPERSEDED);
    }

    private static boolean counts(Change change) {
        boolean goes = change.action() == Action.DELETE || change.replaces();
        boolean twin = change.leftover() == Leftover.Kind.SUPERSEDED
                && !change.address().kind().stateful();
        return goes
                && change.address().kind().identity() != Identity.KEYED
                && change.leftover() != Leftover.Kind.UNEXPECTED_CHILD
                && !twin;
    }

    private static String reason(List<Change> counted, Set<String> things, int stackSize) {
        for (Change change : counted) {
            if (change.address().kind().stateful()) {
                return change.address() + " goes away, with what is in it";
            }
        }
        int count = things.size();
        String what =
                count == 1 ? "1 resource goes away or is made anew" : count + " resources go away or are made anew";
        if (count > MOST_UNAPPROVED) {
            return what + ", more than " + MOST_UNAPPROVED;
        }
        return count * UNAPPROVED_SHARE > stackSize ? what + ", of " + stackSize : "";
    }

    /**
     * What needs a held change is held with it. So are the deletions that only prepare a held one: a tier must not lose
     * its routes before anybody agreed that it goes. What somebody slipped in goes at once, all the same.
     */
    private static Set<String> withWhatBelongs(Plan plan, Set<String> counted) {
        Map<String, Change> byKey = new TreeMap<>();
        plan.changes().forEach(change -> byKey.put(change.key(), change));
        Set<String> held = new LinkedHashSet<>(counted);
        int before;
        do {
            before = held.size();
            for (Change change : plan.changes()) {
                if (change.needs().stream().anyMatch(held::contains)) {
                    held.add(change.key());
                }
                if (held.contains(change.key()) && change.action() == Action.DELETE) {
                    change.needs().stream()
                            .filter(need -> prepares(byKey.get(need)))
                            .forEach(held::add);
                }
            }
        } while (held.size() > before);
        return held;
    }

    private static boolean prepares(@Nullable Change change) {
        return change != null
                && change.action() == Action.DELETE
                && change.leftover() != Leftover.Kind.UNEXPECTED_CHILD;
    }

    private static Gated hold(Plan plan, Set<String> keys, String why, boolean awaitingApproval) {
        List<Change> runnable = new ArrayList<>();
        List<Held> held = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (keys.contains(change.key())) {
                held.add(new Held(change, why));
            } else {
                runnable.add(change);
            }
        }
        return new Gated(runnable, held, awaitingApproval, why);
    }

    private static Set<String> keys(List<Change> changes) {
        Set<String> keys = new TreeSet<>();
        changes.forEach(change -> keys.add(change.key()));
        return keys;
    }
}
