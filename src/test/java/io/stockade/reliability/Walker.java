package io.stockade.reliability;

import io.stockade.sandbox.NothingToTamperException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** Goes a walk with one stack, and looks at it wherever it stands still. */
final class Walker {
    private static final Duration HASTE = Duration.ofSeconds(7);
    private static final Duration REFUSAL = Duration.ofMinutes(3);

    private final Fresh fresh;
    private final Lab lab;
    private Draft draft = Draft.START;
    /** Whether others did something that is only reported. */
    private boolean tampered;

    private final List<String> problems = new ArrayList<>();
    private String journal = "";
    private int legs;
    private int agreed;

    private Walker(Fresh fresh, Lab lab) {
        this.fresh = fresh;
        this.lab = lab;
    }

    /**
     * What came of a walk.
     *
     * @param problems of the first leg that had any
     * @param legs how often the stack was looked at
     * @param agreed how often somebody had to agree
     * @param calls to AWS
     * @param journal the last writes, for people
     */
    record Result(Walk walk, List<String> problems, int legs, int agreed, long calls, String journal) {}

    static Result go(Walk walk, Fresh fresh) {
        return go(walk, fresh, Mutant.NONE);
    }

    /** @param mutant what is wrong with the engine, but for where it shows what a spec comes to */
    static Result go(Walk walk, Fresh fresh, Mutant mutant) {
        try (Lab lab = fresh.lab(mutant)) {
            Walker walker = new Walker(fresh, lab);
            walker.go(walk.steps());
            return new Result(
                    walk,
                    walker.problems,
                    walker.legs,
                    walker.agreed,
                    lab.sandbox.journal().sequence(),
                    walker.journal);
        }
    }

    private void go(List<Step> steps) {
        List<Step> all = new ArrayList<>(steps);
        if (!all.isEmpty()) {
            all.set(all.size() - 1, all.get(all.size() - 1).patient());
        }
        // What was left to people is done in the end, so that there is something to compare.
        all.add(Step.edit(Property.PAUSE, Property.ABSENT).hurried());
        all.add(Step.edit(Property.DRIFT, Property.ABSENT));
        Leg leg = new Leg(lab, fresh);
        apply();
        leg.add(Step.edit(Property.TAGS, Property.ABSENT));
        end(leg);
        leg = new Leg(lab, fresh);
        for (Step step : all) {
            try {
                does(step, leg);
                leg.add(step);
            } catch (RuntimeException | AssertionError broken) {
                problems.add(step + ": " + broken);
            }
            if (step.hasty() && problems.isEmpty()) {
                lab.pass(HASTE);
                continue;
            }
            end(leg);
            if (!problems.isEmpty()) {
                problems.set(0, "after " + step + ": " + problems.get(0));
                return;
            }
            leg = new Leg(lab, fresh);
        }
    }

    private void end(Leg leg) {
        legs++;
        try {
            if (problems.isEmpty()) {
                boolean reporting = draft.has(Property.DRIFT, "report") && tampered;
                leg.patience().untilSettled(draft, reporting, leg.quiet());
                lab.traffic.clear();
                boolean paused = !draft.has(Property.PAUSE, Property.ABSENT);
                tampered &= reporting || paused;
                problems.addAll(leg.problems(draft, !reporting && !paused));
            }
        } catch (RuntimeException | AssertionError broken) {
            problems.add(broken.toString());
        }
        agreed += leg.patience().agreed();
        journal = leg.journal();
    }

    private void apply() {
        String unused = lab.cluster.apply(draft.manifest());
    }

    private void does(Step step, Leg leg) {
        switch (step.deed()) {
            case EDIT -> edit(step);
            case TAMPER -> tamper(step);
            case RESTART -> lab.restart();
            case FORGET -> forget(leg);
            case RECREATE -> recreate(leg);
        }
        if (step.strike() != null) {
            lab.traffic.befall(step.strike());
        }
    }

    /** Of a shorter walk, a step may lack what it rests on. */
    private void edit(Step step) {
        Draft next = draft.with(step.property(), step.value());
        if (!next.equals(draft) && next.stack().isPresent()) {
            draft = next;
            apply();
        }
    }

    private void tamper(Step step) {
        try {
            lab.tamper(step.how());
            tampered = true;
        } catch (CompletionException failed) {
            if (!(failed.getCause() instanceof NothingToTamperException)) {
                throw failed;
            }
        }
    }

    /** Without its memory nobody can tell what was asked for and not done yet from what others did: a person decides. */
    private void forget(Leg leg) {
        if (leg.begins() && draft.has(Property.PAUSE, Property.ABSENT) && !tampered) {
            lab.cluster.forget(Scenario.STACK);
        }
        lab.restart();
    }

    /** What is protected or paused goes only once it isn't any more, and says so until then. */
    private void recreate(Leg leg) {
        lab.delete();
        boolean held =
                Set.of(Property.PAUSE, Property.DELETION).stream().anyMatch(each -> !draft.has(each, Property.ABSENT));
        if (held) {
            lab.pass(REFUSAL);
            String said = lab.told().map(Object::toString).orElse("");
            if (!said.contains("paused") && !said.contains("protect")) {
                problems.add("a deletion that is held back doesn't say by what: " + said);
            }
            draft = draft.with(Property.PAUSE, Property.ABSENT).with(Property.DELETION, Property.ABSENT);
            apply();
        }
        leg.patience().untilGone(draft);
        Contrast.between(fresh.nothing(), Likeness.of(lab.world.rows(), "no uid"))
                .ifPresent(problems::add);
        tampered = false;
        apply();
    }
}
