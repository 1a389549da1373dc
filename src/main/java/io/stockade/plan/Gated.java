package io.stockade.plan;

import java.util.List;
import java.util.function.Supplier;

/**
 * A plan after the gate.
 *
 * @param runnable what may run now, in the order of the plan
 * @param held what may not
 * @param awaitingApproval whether a person can let the held ones run
 * @param why one line for people; empty if nothing is held
 * @param risk of what a person can let run; nothing as long as nobody asked
 */
public record Gated(List<Change> runnable, List<Held> held, boolean awaitingApproval, String why, Risk risk) {
    public Gated {
        runnable = List.copyOf(runnable);
        held = List.copyOf(held);
    }

    Gated(List<Change> runnable, List<Held> held, boolean awaitingApproval, String why) {
        this(runnable, held, awaitingApproval, why, Risk.NONE);
    }

    /** The same with its risk, if a person is to let it run. */
    public Gated weighed(Supplier<Risk> weighing) {
        return awaitingApproval ? new Gated(runnable, held, true, why, weighing.get()) : this;
    }
}
