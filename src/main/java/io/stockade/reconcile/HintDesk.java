package io.stockade.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Has stacks look where events point: the first few times at once, and in a storm at a rhythm, with all that came
 * meanwhile in one look.
 */
final class HintDesk {
    /** So many looks at once, for somebody who clicks from one thing to the next. */
    private static final int BURST = 5;

    /** How soon another one follows when these are used up: six looks a minute, each at no more than a sweep reads. */
    private static final Duration REFILL = Duration.ofSeconds(10);

    private final Surroundings surroundings;
    private final Consumer<Trigger> triggers;
    private final Map<String, Pile> piles = new HashMap<>();

    /** What one stack has still to look at, and from when on it has looks to spend. */
    private static final class Pile {
        private SortedSet<Spot> spots = new TreeSet<>();
        /** When all looks of the burst will be there again, counted back by what is spent. */
        private Instant full;

        Pile(Instant full) {
            this.full = full;
        }
    }

    HintDesk(Surroundings surroundings, Consumer<Trigger> triggers) {
        this.surroundings = surroundings;
        this.triggers = triggers;
    }

    /** Has a stack look at spots, at once or soon. */
    void take(String stack, SortedSet<Spot> spots) {
        Instant now = surroundings.clock().instant();
        Instant later;
        synchronized (this) {
            Pile pile = piles.computeIfAbsent(stack, ignored -> new Pile(now));
            boolean waiting = !pile.spots.isEmpty();
            pile.spots.addAll(spots);
            pile.spots = new TreeSet<>(Extent.of(pile.spots).spots());
            if (waiting) {
                return;
            }
            later = turn(pile, now);
        }
        if (later.isAfter(now)) {
            surroundings.alarm().at(later, () -> look(stack));
        } else {
            look(stack);
        }
    }

    /** When the next look may be: now, unless the burst is used up. */
    private static Instant turn(Pile pile, Instant now) {
        Instant turn = pile.full.minus(REFILL.multipliedBy(BURST - 1));
        return turn.isAfter(now) ? turn : now;
    }

    private void look(String stack) {
        Instant now = surroundings.clock().instant();
        SortedSet<Spot> spots;
        synchronized (this) {
            Pile pile = piles.get(stack);
            if (pile == null || pile.spots.isEmpty()) {
                return;
            }
            spots = Collections.unmodifiableSortedSet(pile.spots);
            pile.spots = new TreeSet<>();
            pile.full = (pile.full.isAfter(now) ? pile.full : now).plus(REFILL);
        }
        triggers.accept(Trigger.event(stack, spots));
    }

    /** Forgets a stack that there is no more. */
    synchronized void forget(String stack) {
        piles.remove(stack);
    }
}
