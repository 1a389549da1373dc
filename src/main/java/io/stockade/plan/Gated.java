package io.stockade.plan;

import java.util.List;

/**
 * A plan after the gate.
 *
 * @param runnable what may run now, in the order of the plan
 * @param held what may not
 * @param awaitingApproval whether a person can let the held ones run
 * @param why one line for people; empty if nothing is held
 */
public record Gated(List<Change> runnable, List<Held> held, boolean awaitingApproval, String why) {
    public Gated {
        runnable = List.copyOf(runnable);
        held = List.copyOf(held);
    }
}
