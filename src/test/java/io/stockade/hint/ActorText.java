package io.stockade.hint;

/** An actor in one line. */
public final class ActorText {
    private ActorText() {}

    /** In the form {@code arn:… (from 203.0.113.7, DeleteRoute at 2026-11-22T18:30:00Z, request …)}. */
    public static String of(Actor actor) {
        if (!actor.known()) {
            return "unknown";
        }
        StringBuilder text = new StringBuilder(actor.who()).append(" (");
        if (!actor.address().isEmpty()) {
            text.append("from ").append(actor.address()).append(", ");
        }
        text.append(actor.action()).append(" at ").append(actor.time());
        if (!actor.request().isEmpty()) {
            text.append(", request ").append(actor.request());
        }
        boolean told =
                actor.invokedBy().equals(actor.who()) || actor.invokedBy().equals(actor.address());
        if (!actor.invokedBy().isEmpty() && !told) {
            text.append(", by way of ").append(actor.invokedBy());
        }
        return text.append(')').toString();
    }
}
