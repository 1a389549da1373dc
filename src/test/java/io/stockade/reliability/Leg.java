package io.stockade.reliability;

import io.stockade.memory.StackMemory;
import io.stockade.plan.Gate;
import io.stockade.reliability.Step.Deed;
import io.stockade.sandbox.JournalEntry;
import io.stockade.sandbox.Tamper;
import io.stockade.sandbox.Tampering;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A part of a walk, from where the stack stood still to where it does again; and what must be true of it then. */
final class Leg {
    private static final int CALLS_A_MINUTE = 40;
    /** What a creation takes, and as much again. */
    private static final int CALLS_A_STEP = 400;

    private static final int TURNS = 4;
    /** What AWS tells only one by one is read once an hour. */
    private static final Duration QUIET_UNTIL_READ = Duration.ofMinutes(70);

    private static final String SLOWLY_SEEN =
            Step.tamper(Tamper.OPEN_SECRET_POLICY).what();
    private static final Pattern STATEFUL = Pattern.compile("^vpc-[0-9a-f]|:secret:");

    private final Lab lab;
    private final Fresh fresh;
    private final Instant begun;
    private final int lines;
    private final int told;
    private final long calls;
    private final Map<String, Integer> turns;
    private final SortedSet<String> owned;
    private final Map<String, String> known;
    private final List<Step> steps = new ArrayList<>();
    private final Patience patience;

    Leg(Lab lab, Fresh fresh) {
        this.lab = lab;
        this.fresh = fresh;
        this.begun = lab.time.now();
        this.lines = lab.world.read().size();
        this.told = lab.statuses.told().size();
        this.calls = lab.sandbox.journal().sequence();
        this.turns = lab.statuses.turns();
        this.owned = Likeness.owned(lab.world.rows());
        this.known = ids(lab);
        this.patience = new Patience(lab);
    }

    Patience patience() {
        return patience;
    }

    /** Whether nothing was done in it. */
    boolean begins() {
        return steps.isEmpty();
    }

    void add(Step step) {
        steps.add(step);
    }

    /** How long nothing may be written before it stands still: writes of others are believed after a while. */
    Duration quiet() {
        if (slowlySeen()) {
            return QUIET_UNTIL_READ;
        }
        boolean disturbed = has(Deed.TAMPER) || steps.stream().anyMatch(step -> step.strike() != null);
        return disturbed ? Play.QUIET_AFTER_EDIT : Play.QUIET;
    }

    private boolean has(Deed deed) {
        return steps.stream().anyMatch(step -> step.deed() == deed);
    }

    /**
     * What is not as it must be.
     *
     * @param draft what the stack is to be now
     * @param whole whether it must be so: nothing is paused, and nothing that others did is only reported
     */
    List<String> problems(Draft draft, boolean whole) {
        List<String> problems = new ArrayList<>();
        if (!lab.defects().isEmpty()) {
            problems.add("defects: " + lab.defects());
        }
        if (patience.writesWhileHeld() > 0) {
            problems.add("paused, and " + patience.writesWhileHeld() + " writes");
        }
        if (lab.canaries.shownIn(Oracles.said(lab.cluster, lab.sandbox, calls))) {
            problems.add("a value of a secret is shown");
        }
        flaps().ifPresent(problems::add);
        budget().ifPresent(problems::add);
        if (whole) {
            Fresh.World expected = fresh.of(draft.essence(zones(draft, problems)));
            List<String> now = Likeness.of(lab.world.rows(), lab.uid());
            Contrast.between(expected.likeness(), now).ifPresent(problems::add);
            remembered().ifPresent(problems::add);
            approval(draft).ifPresent(problems::add);
            missing().ifPresent(problems::add);
            lies(expected).ifPresent(problems::add);
        }
        return problems;
    }

    /** The zones that the stack stands in, of which the one with the only NAT is named first, since it stays there. */
    private List<String> zones(Draft draft, List<String> problems) {
        StackMemory memory = lab.cluster.memory(Scenario.STACK).orElseThrow();
        List<String> zones = new ArrayList<>(memory.addressPlan().zoneIds());
        var network = draft.stack().orElseThrow().spec().networkOrDefault();
        if (zones.size() != network.zonesOrDefault()
                || (network.zoneIds() != null && !Set.copyOf(network.zoneIds()).equals(Set.copyOf(zones)))) {
            problems.add("stands in " + zones + ", not as " + draft.value(Property.ZONES) + " says");
        }
        String nat = memory.addressPlan().natZone();
        if (nat != null && zones.remove(nat)) {
            zones.add(0, nat);
        }
        return zones;
    }

    private Optional<String> flaps() {
        // Of a stack that goes and comes back, several plans may wait for somebody.
        int things = Math.max(1, steps.size()) + (has(Deed.RECREATE) ? 2 : 0);
        int most = TURNS * things * (quiet().compareTo(Play.QUIET) > 0 ? 2 : 1);
        List<String> flaps = new ArrayList<>();
        lab.statuses.turns().forEach((condition, count) -> {
            int here = count - turns.getOrDefault(condition, 0);
            if (here > most) {
                flaps.add(condition + " turned " + here + " times");
            }
        });
        return flaps.isEmpty() ? Optional.empty() : Optional.of(flaps.toString());
    }

    private Optional<String> budget() {
        long made = lab.sandbox.journal().since(calls).stream()
                .filter(call -> !call.principal().equals(Tampering.PRINCIPAL))
                .count();
        long minutes = Duration.between(begun, lab.time.now()).toMinutes();
        long most = (long) CALLS_A_STEP * Math.max(1, steps.size()) + CALLS_A_MINUTE * minutes;
        return made > most ? Optional.of(made + " calls in " + minutes + " minutes") : Optional.empty();
    }

    /** What carries our tags is remembered, what is remembered is there, and nothing is begun and not ended. */
    private Optional<String> remembered() {
        Set<String> ids = new TreeSet<>();
        for (StackMemory.ResourceMemory each :
                lab.cluster.memory(Scenario.STACK).orElseThrow().resources().values()) {
            if (each.intent() != null) {
                return Optional.of("an intent is left: " + each);
            }
            if (!Objects.requireNonNullElse(each.id(), "").isEmpty()) {
                ids.add(each.id());
            }
        }
        SortedSet<String> tagged = Likeness.owned(lab.world.rows());
        return ids.equals(tagged)
                ? Optional.empty()
                : Optional.of("owned " + Oracles.without(List.copyOf(tagged), List.copyOf(ids))
                        + " and not remembered, remembered " + Oracles.without(List.copyOf(ids), List.copyOf(tagged))
                        + " and not there");
    }

    /** Somebody must agree where much goes away, and never where nobody is to be asked. */
    private Optional<String> approval(Draft draft) {
        if (steps.size() > 1 || has(Deed.RECREATE) || has(Deed.TAMPER) || draft.has(Property.APPROVAL, "always")) {
            return Optional.empty();
        }
        Set<String> gone = new TreeSet<>(owned);
        gone.removeAll(Likeness.owned(lab.world.rows()));
        boolean asked = patience.agreed() > 0;
        boolean much = gone.size() > Gate.MOST_UNAPPROVED
                || gone.stream().anyMatch(id -> STATEFUL.matcher(id).find());
        if (asked && gone.isEmpty()) {
            return Optional.of("somebody had to agree, and nothing went away");
        }
        return !asked && much && !draft.has(Property.APPROVAL, "never")
                ? Optional.of("went away, and nobody had agreed: " + gone)
                : Optional.empty();
    }

    /** Only where one thing was asked for: what two edits agree upon needn't be what the first one alone came to. */
    private Optional<String> missing() {
        if (steps.size() > 1 || has(Deed.TAMPER) || has(Deed.RECREATE)) {
            return Optional.empty();
        }
        SortedSet<String> missing =
                Declared.missingMeanwhile(lab.world.lines(), lines, Declared.after(lab.world.lines()));
        // AWS takes no second group of a name: what makes it anew has to take the first one away before.
        Map<String, String> now = ids(lab);
        known.forEach((address, id) -> {
            if (!id.equals(now.get(address))) {
                missing.removeIf(rule -> (rule + " ").contains(address + " "));
            }
        });
        return missing.isEmpty() ? Optional.empty() : Optional.of("was missing meanwhile: " + missing);
    }

    /** Whether something was changed that is looked at once an hour: until then it is told as it was. */
    private boolean slowlySeen() {
        return steps.stream().anyMatch(step -> step.what().equals(SLOWLY_SEEN));
    }

    /** Whoever says that all is there says so of what was there when it was looked at. */
    private Optional<String> lies(Fresh.World expected) {
        // What is told of two things that were looked at at different times may never have been so at once.
        boolean together = has(Deed.RECREATE) || (has(Deed.TAMPER) && steps.size() > 1);
        if (together || slowlySeen()) {
            return Optional.empty();
        }
        boolean before = false;
        List<StatusWatch.Told> all = lab.statuses.told();
        for (StatusWatch.Told one : all.subList(told, all.size())) {
            boolean content = one.content() && one.status().observedGeneration() == lab.generation();
            if (content && !before && neverWas(expected, one)) {
                return Optional.of("told at " + one.at() + " that all is there, and never was it since "
                        + one.observed() + ": "
                        + Contrast.between(expected.likeness(), Likeness.of(lab.world.rows(one.at()), lab.uid())));
            }
            before = content;
        }
        return Optional.empty();
    }

    /** Whether a stack was at no moment as it is to be, from when the oldest read was made to when it was told. */
    private boolean neverWas(Fresh.World expected, StatusWatch.Told one) {
        return lab.world.moments(one.observed(), one.at()).noneMatch(when -> same(when, expected));
    }

    private boolean same(Instant when, Fresh.World expected) {
        List<String> then = Likeness.of(lab.world.rows(when), lab.uid());
        return lasting(then).equals(lasting(expected.likeness()));
    }

    /** What AWS is taking away is no part of the stack any more, and neither are its own interfaces in it. */
    private static List<String> lasting(List<String> rows) {
        return rows.stream()
                .filter(row -> !row.contains("State=Deleting") && !row.contains("State=deleting"))
                .filter(row -> !row.contains("InstanceOwnerId=amazon-aws"))
                .toList();
    }

    private static Map<String, String> ids(Lab lab) {
        Map<String, String> ids = new TreeMap<>();
        lab.cluster
                .memory(Scenario.STACK)
                .ifPresent(memory -> memory.resources()
                        .forEach((address, each) -> ids.put(address, Objects.requireNonNullElse(each.id(), ""))));
        return ids;
    }

    /** The last writes, for people. */
    String journal() {
        StringBuilder text = new StringBuilder();
        for (JournalEntry call : lab.sandbox.journal().since(calls)) {
            if (call.mutating()) {
                text.append("  " + call.time() + " " + call.principal() + " " + call.action() + " " + call.outcome()
                        + " " + call.resources() + "\n");
            }
        }
        return text.toString();
    }
}
