package io.stockade.reliability;

import io.stockade.status.StackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits until a stack is done, and agrees to what waits for somebody to agree. */
final class Patience {
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(3);
    /** People read what they agree to. */
    private static final Duration READING = Duration.ofSeconds(30);

    private final Lab lab;
    private int agreed;
    private long heldSince = -1;

    Patience(Lab lab) {
        this.lab = lab;
    }

    /** How often somebody agreed. */
    int agreed() {
        return agreed;
    }

    /** How many writes there were while none was allowed. */
    long writesWhileHeld() {
        return heldSince < 0 ? 0 : lab.sandbox.journal().mutations() - heldSince;
    }

    /**
     * Until a stack is as it is to be, or stays as it is where it must, and nothing was written for so long.
     *
     * @param reporting whether it may stay other than it is to be
     */
    void untilSettled(Draft draft, boolean reporting, Duration quiet) {
        untilQuiet(draft, quiet, () -> settled(draft, reporting));
    }

    void untilGone(Draft draft) {
        untilQuiet(draft, Duration.ZERO, () -> !lab.cluster.has(Scenario.STACK));
    }

    /** Whether something is so now. */
    private interface Fact {
        boolean holds();
    }

    private void untilQuiet(Draft draft, Duration quiet, Fact done) {
        Instant last = lab.time.now().plus(LONGEST);
        Instant quietSince = lab.time.now();
        while (!done.holds() || Duration.between(quietSince, lab.time.now()).compareTo(quiet) < 0) {
            long before = lab.written();
            lab.pass(LOOK);
            agree(draft);
            if (lab.written() > before || lab.standsStill() || !done.holds()) {
                quietSince = lab.time.now();
            }
            if (lab.traffic.endless()) {
                throw new AssertionError("it asks for ever");
            }
            if (lab.time.now().isAfter(last)) {
                throw new AssertionError(
                        "not settled within " + LONGEST + ": " + lab.told().map(StackStatus::conditions));
            }
        }
    }

    private void agree(Draft draft) {
        if (!draft.has(Property.APPROVAL, "never")) {
            lab.waiting(READING).ifPresent(plan -> {
                agreed++;
                lab.approve(plan);
            });
        }
    }

    private boolean settled(Draft draft, boolean reporting) {
        Optional<StackStatus> told = lab.told();
        if (told.isEmpty() || told.get().observedGeneration() != lab.generation()) {
            return false;
        }
        if (!draft.has(Property.PAUSE, Property.ABSENT)) {
            heldSince = heldSince < 0 ? lab.sandbox.journal().mutations() : heldSince;
            return true;
        }
        StackStatus status = told.get();
        boolean asItIsToBe = status.is("Ready") && !status.is("Drifted") && lab.rested();
        return !status.is("Reconciling") && !status.is("AwaitingApproval") && (reporting || asItIsToBe);
    }
}
