package io.stockade.reliability;

import io.stockade.sandbox.JournalEntry;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plays a scenario once, with what a plan says going wrong in it. */
final class Play {
    private static final Duration STEP = Duration.ofSeconds(10);
    /** Three sweeps and a bit. */
    static final Duration QUIET = Duration.ofSeconds(200);
    /** As long as we believe in what we wrote against what AWS shows, and three sweeps more. */
    static final Duration QUIET_AFTER_EDIT = Duration.ofSeconds(510);

    /** Windows last as much longer as a clock is put back. */
    private static final Duration QUIET_AFTER_JUMP = QUIET_AFTER_EDIT.plus(Duration.ofMinutes(10));

    private static final Duration SWEEP = Duration.ofSeconds(70);
    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final int TAIL = 60;

    private final FaultPlan plan;
    private final Lab lab;
    private int busy;

    private Play(FaultPlan plan, Lab lab) {
        this.plan = plan;
        this.lab = lab;
    }

    /**
     * What came of it.
     *
     * @param problems what an oracle has against it
     * @param busy how many moments passed until nothing was left to do, and one sweep more
     * @param pointless whether some fault made no difference
     * @param journal the last calls, for people
     */
    record Result(
            FaultPlan plan,
            List<String> problems,
            Ending ending,
            List<Moment> moments,
            int busy,
            boolean pointless,
            String journal) {
        /** Without what nobody asks for who has thousands of them. */
        Result brief() {
            return new Result(plan, problems, ending.brief(), List.of(), busy, pointless, "");
        }
    }

    /** Plays it from a start, and holds it against how it ends undisturbed; against nothing but itself if that is null. */
    static Result of(FaultPlan plan, Lab.Start start, Mutant mutant, Optional<Ending> expected) {
        try (Lab lab = new Lab(start, plan, mutant)) {
            Play play = new Play(plan, lab);
            List<String> problems = new ArrayList<>();
            try {
                lab.sandbox.faults().readLag(plan.lag());
                lab.pass(STEP);
                plan.scenario().script().begin(lab);
                play.settle();
            } catch (RuntimeException | AssertionError broken) {
                problems.add("play: " + broken);
            }
            Ending ending = Ending.of(lab, plan.scenario());
            problems.addAll(Oracles.problems(lab, plan, ending, expected));
            return new Result(
                    plan, problems, ending, lab.traffic.moments(), play.busy, lab.traffic.pointless(), play.journal());
        }
    }

    /** Lets time pass until all is done, and nothing was written for three sweeps. */
    private void settle() {
        Instant last = lab.time.now().plus(PATIENCE);
        Instant quietSince = lab.time.now();
        Duration quiet = quiet();
        while (Duration.between(quietSince, lab.time.now()).compareTo(quiet) < 0) {
            long before = lab.written();
            lab.pass(STEP);
            plan.scenario().script().react(lab);
            if (lab.written() > before || lab.standsStill() || !settled()) {
                quietSince = lab.time.now();
            }
            if (Duration.between(quietSince, lab.time.now()).compareTo(SWEEP) <= 0) {
                busy = lab.traffic.count();
            }
            if (lab.traffic.endless()) {
                throw new AssertionError("it asks for ever: "
                        + lab.traffic.moments().subList(Math.max(0, lab.traffic.count() - 20), lab.traffic.count()));
            }
            if (lab.time.now().isAfter(last)) {
                throw new AssertionError("not settled within " + PATIENCE + ": " + lab.cluster.told(Scenario.STACK));
            }
        }
    }

    private Duration quiet() {
        if (plan.has(Fault.CLOCK_JUMP)) {
            return QUIET_AFTER_JUMP;
        }
        return plan.has(Fault.FOREIGN_EDIT) || !plan.lag().isZero() ? QUIET_AFTER_EDIT : QUIET;
    }

    private boolean settled() {
        if (!plan.scenario().kept()) {
            return !lab.cluster.has(Scenario.STACK);
        }
        Optional<StackStatus> told = lab.cluster.told(Scenario.STACK);
        return told.isPresent()
                && told.get().observedGeneration() == lab.cluster.generation(Scenario.STACK)
                && told.get().is("Ready")
                && !told.get().is("Reconciling")
                && !told.get().is("Drifted")
                && lab.rested();
    }

    private String journal() {
        List<JournalEntry> calls = lab.sandbox.journal().since(0).stream()
                .filter(JournalEntry::mutating)
                .toList();
        return "struck: " + lab.traffic.struck() + "\n"
                + calls.subList(Math.max(0, calls.size() - TAIL), calls.size()).stream()
                        .map(call -> "  " + call.time() + " " + call.principal() + " " + call.action() + " "
                                + call.outcome() + " " + call.resources())
                        .collect(Collectors.joining("\n"));
    }
}
