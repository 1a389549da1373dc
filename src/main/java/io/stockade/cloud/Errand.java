package io.stockade.cloud;

import java.time.Duration;
import java.time.Instant;

/**
 * On whose behalf calls are made: that is who they are counted for, and what decides whose turn it is where AWS allows
 * only few of them.
 *
 * @param who a stack as namespace/name, or {@link #SHARED}'s for what serves all stacks of an account and region
 * @param urgency goes before everything else
 * @param since when the work began that this belongs to: first come, first served, whichever call it is about
 * @param ahead how long AWS takes for what can only begin once this is done; the longer, the less it is kept for the end
 */
public record Errand(String who, Urgency urgency, Instant since, Duration ahead) {
    /** What serves all stacks of an account and region. */
    public static final Errand SHARED = of("shared");

    /** Who goes first; in this order. */
    public enum Urgency {
        /** Somebody changed what we made, and it may stand open until it is put right. */
        REPAIR,
        /** Whatever a manifest asks for, and all reading. */
        ORDINARY
    }

    /** To look at something: whoever looks has not begun anything, and others wait for what it finds. */
    public static Errand of(String who) {
        return new Errand(who, Urgency.ORDINARY, Instant.MIN, Duration.ZERO);
    }
}
