package io.stockade.reliability;

import io.stockade.reliability.FaultPlan.Strike;
import io.stockade.reliability.Moment.Sort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Counts what passes between processes and the world, and knows what goes wrong next. */
final class Traffic {
    private final List<Moment> moments = new ArrayList<>();
    private final List<Strike> ahead;
    private final List<String> struck = new ArrayList<>();
    /** More than any play takes: whoever gets there asks for ever. */
    private static final int MOST = 5_000;

    private Instant lastTask = Instant.MIN;
    private int tasks;

    Traffic(FaultPlan plan) {
        this.ahead = new ArrayList<>(plan.strikes());
    }

    /** Counts a moment, and tells what goes wrong at it; the answer may be left alone, see {@link #missed}. */
    Optional<Strike> pass(Sort sort, String action) {
        Moment moment = new Moment(moments.size() + 1, sort, action);
        moments.add(moment);
        if (ahead.isEmpty()) {
            return Optional.empty();
        }
        Strike next = ahead.get(0);
        if (moment.index() < next.index() || !next.fault().strikes(sort)) {
            return Optional.empty();
        }
        ahead.remove(0);
        struck.add(next.fault() + " at " + moment);
        return Optional.of(next);
    }

    /** Has something go wrong from now on, besides what there is already. */
    void befall(Strike strike) {
        ahead.add(new Strike(strike.fault(), moments.size() + strike.index()));
        ahead.sort(Comparator.comparing(Strike::index));
    }

    /** Has nothing go wrong any more. */
    void clear() {
        ahead.clear();
    }

    /** Takes note of what could not have changed the answer of a call. */
    void answered(int index, Set<Fault> harmless) {
        moments.set(index - 1, moments.get(index - 1).with(harmless));
    }

    /** How many moments there were. */
    int count() {
        return moments.size();
    }

    /** The last fault could change nothing. */
    void missed() {
        struck.set(struck.size() - 1, "");
    }

    /** Takes note of a task that begins: whoever begins one after the other while no time passes never ends. */
    void task(Instant now) {
        tasks = now.equals(lastTask) ? tasks + 1 : 0;
        lastTask = now;
    }

    /** Whether there was more to do than in any play. */
    boolean endless() {
        return moments.size() > MOST || tasks > MOST;
    }

    List<Moment> moments() {
        return List.copyOf(moments);
    }

    /** What went wrong, at which moments; an empty text for what could change nothing. */
    List<String> struck() {
        return List.copyOf(struck);
    }

    /** Whether every fault of the plan made a difference. */
    boolean pointless() {
        return !ahead.isEmpty() || struck.stream().anyMatch(String::isEmpty);
    }
}
